import Exercises
import Testing

@Suite("The record of what is done")
struct LearningRecordTests {
  @Test("what is written is read again")
  func roundTrip() {
    var record = LearningRecord()
    record.pass("02#not-gate")
    record.giveUp("02#negate")
    record.showHint(2, of: "02#negate")
    let (read, damaged) = LearningRecord.parse(record.text)
    #expect(read == record)
    #expect(damaged.isEmpty)
  }

  @Test("two records are merged by joining their lines, in either order")
  func merging() {
    var one = LearningRecord()
    one.pass("01#a")
    one.showHint(3, of: "01#b")
    var other = LearningRecord()
    other.pass("01#c")
    other.showHint(1, of: "01#b")
    var merged = one
    merged.merge(other)
    #expect(LearningRecord.parse(one.text + other.text).progress == merged)
    #expect(LearningRecord.parse(other.text + one.text).progress == merged)
    #expect(merged.hints == ["01#b": 3])
    #expect(merged.passed == ["01#a", "01#c"])
  }

  @Test("marks of a conflict in Git are no damage")
  func conflict() {
    let text = "<<<<<<< HEAD\npassed 01#a\n=======\npassed 01#b\n>>>>>>> other\n"
    let (record, damaged) = LearningRecord.parse(text)
    #expect(record.passed == ["01#a", "01#b"])
    #expect(damaged.isEmpty)
  }

  @Test(
    "a line that says nothing is reported, and the others count",
    arguments: [
      "passed", "passed 01", "hint 01#a", "hint 01#a 9", "hint 01#a two", "solved 01#a", "passed 01#a today",
      "\u{FFFD}",
    ])
  func damage(line: String) {
    let (record, damaged) = LearningRecord.parse("passed 01#b\n\(line)\n")
    #expect(damaged == [line])
    #expect(record.passed == ["01#b"])
  }

  @Test("an exercise that was given up is done, and not passed")
  func gaveUp() {
    var record = LearningRecord()
    record.giveUp("01#a")
    #expect(record.isDone("01#a"))
    #expect(!record.passed.contains("01#a"))
  }
}
