import Foundation
import Notebook
import Testing

@testable import Exercises

@Suite("The workspace")
struct WorkspaceTests {
  @Test("a started exercise has its task and stub, and no test, hint, solution or afterword anywhere")
  func nothingIsGivenAway() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    for entry in catalog.entries { try workspace.start(entry) }
    let text = try sample.read(SampleBook.answer)
    #expect(text.hasPrefix("// Exercise 02#double: Twice as much (level 2 of 3)\n//\n// Return *twice* the number"))
    #expect(text.contains("// - Take care of zero.\n"))
    #expect(text.hasSuffix("\n\nfunc double(_ x: Int) -> Int {\n  // TODO\n  0\n}\n"))
    #expect(text.contains("// Given:  Given/02-double.swift"))
    #expect(try sample.read("MyExercises/Given/02-double.swift").contains("func scale"))
    let files = FileManager.default.enumerator(atPath: workspace.folder)?.compactMap { $0 as? String } ?? []
    let contents = files.compactMap { try? sample.read("MyExercises/" + $0) }
    #expect(contents.count == 4)
    for secret in ["expect(", "Mild", "Stronger", "by: 2", "You square", "secret"] {
      #expect(!contents.contains { $0.contains(secret) }, "\(secret) is given away")
    }
  }

  @Test("starting again leaves the learner's work alone")
  func startIsGentle() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    let entry = try catalog.entry(named: "double")
    #expect(try workspace.start(entry))
    try sample.write("mine", to: SampleBook.answer)
    #expect(try !workspace.start(entry))
    #expect(try sample.read(SampleBook.answer) == "mine")
  }

  @Test("a reset keeps every state of the work in a copy of its own, and copies no untouched stub")
  func resetKeepsCopies() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    let entry = try catalog.entry(named: "double")
    try workspace.start(entry)
    #expect(try workspace.reset(entry) == nil)
    for (number, work) in ["first", "second"].enumerated() {
      try sample.write(work, to: SampleBook.answer)
      #expect(try workspace.reset(entry) == workspace.path(of: entry) + ".bak-\(number + 1)")
    }
    #expect(try sample.read(SampleBook.answer + ".bak-1") == "first")
    #expect(try sample.read(SampleBook.answer + ".bak-2") == "second")
    #expect(workspace.isUntouched(entry))
  }

  @Test("a manifest of the learner's own is left alone, ours names every started exercise")
  func manifest() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    for entry in catalog.entries { try workspace.start(entry) }
    let manifest = try sample.read("MyExercises/Package.swift")
    #expect(manifest.contains("sources: [\"02-gates/double.swift\", \"Given/02-double.swift\"]"))
    #expect(manifest.contains("sources: [\"02-gates/one.swift\"]"))
    try sample.write("// mine", to: "MyExercises/Package.swift")
    try workspace.start(catalog.entries[0])
    #expect(try sample.read("MyExercises/Package.swift") == "// mine")
  }

  @Test("answers' modules come from the book's package, by a relative path where the workspace lies in it")
  func manifestWithModules() {
    let manifest = Manifest(
      answers: ["02-gates/a-b.swift"], given: [], modules: ["Net"], package: (path: "..", name: "my book"))
    #expect(manifest.text.contains("dependencies: [.package(path: \"..\")],"))
    #expect(
      manifest.text.contains("name: \"Exercise_02_a_b\", dependencies: [.product(name: \"Net\", package: \"my book\")]")
    )
  }

  @Test("a damaged record is set aside whole, and its readable lines still count")
  func damagedRecord() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    try workspace.start(catalog.entries[0])
    let damaged = "passed 02#one\n\u{0}\u{1}garbage\n"
    try sample.write(damaged, to: "MyExercises/progress.txt")
    let (record, notice) = try workspace.loadProgress()
    #expect(record.passed == ["02#one"])
    #expect(notice?.contains("progress.txt.damaged-1") == true)
    #expect(try sample.read("MyExercises/progress.txt.damaged-1") == damaged)
    #expect(try workspace.loadProgress().notice == nil)
  }

  @Test("two writers lose nothing of each other's")
  func savingMerges() async throws {
    let sample = try SampleBook()
    let (workspace, _) = try await sample.open()
    var one = LearningRecord()
    one.pass("02#one")
    var other = LearningRecord()
    other.pass("02#double")
    try workspace.save(one)
    try workspace.save(other)
    #expect(try workspace.loadProgress().progress.passed == ["02#one", "02#double"])
  }
}

@Suite("The catalog")
struct CatalogTests {
  @Test(
    "an exercise is found by each of its names",
    arguments: [
      "double", "02#double", "2#double", "02-gates#double", "02-gates.md#double",
    ])
  func names(word: String) async throws {
    let catalog = try await SampleBook().open().catalog
    #expect(try catalog.entry(named: word).name == "02#double")
  }

  @Test("a slip is met with the name that was meant")
  func suggestion() async throws {
    let catalog = try await SampleBook().open().catalog
    let error = #expect(throws: ExerciseError.self) { try catalog.entry(named: "02#doubel") }
    #expect(error?.code == .unknownName)
    #expect(error?.message == "no exercise `02#doubel`: did you mean `02#double`?")
    #expect(throws: ExerciseError.self) { try catalog.entry(named: "03#double") }
    #expect(throws: ExerciseError.self) { try catalog.entry(named: "") }
  }

  @Test("a chapter's name is told from an exercise's")
  func chapter() async throws {
    let catalog = try await SampleBook().open().catalog
    for word in ["02", "2", "02-gates"] {
      let error = #expect(throws: ExerciseError.self) { try catalog.entry(named: word) }
      #expect(error?.message == "`\(word)` is a chapter: name one of its exercises, such as `02#double`")
    }
  }

  @Test("the next exercise is the first behind that is not done, then the first of all")
  func next() async throws {
    let catalog = try await SampleBook().open().catalog
    var progress = LearningRecord()
    #expect(catalog.next(progress: progress)?.name == "02#double")
    #expect(catalog.next(after: catalog.entries[0], progress: progress)?.name == "02#one")
    progress.pass("02#one")
    #expect(catalog.next(after: catalog.entries[1], progress: progress)?.name == "02#double")
    progress.giveUp("02#double")
    #expect(catalog.next(progress: progress) == nil)
  }
}
