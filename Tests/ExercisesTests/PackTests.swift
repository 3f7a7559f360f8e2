import Foundation
import Notebook
import TestSupport
import Testing

@testable import Exercises

/// The folder of a host book, and a pack beside it that a test may spoil.
private final class PackSample {
  let host: SampleBook
  let folder: String

  init(_ name: String = "warm-up", chapter: String? = nil) throws {
    host = try SampleBook()
    folder = host.folder + "/outside"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if Pack.isName(name) { _ = try PackTemplate(name: name, tool: "notebook").write(in: folder) }
    if let chapter {
      try chapter.write(toFile: "\(folder)/\(name)/Chapters/01-first-steps.md", atomically: true, encoding: .utf8)
    }
  }

  var shelf: PackShelf {
    get throws { PackShelf(book: try Book(folder: host.folder)) }
  }

  func write(_ text: String, to path: String) throws {
    let url = URL(filePath: folder + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  func tar(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tar"] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  /// What an install says that must be refused; nothing may be left of it.
  func refusal(_ path: String) async throws -> String {
    var message = ""
    do {
      _ = try await shelf.install(folder + "/" + path, replaces: false)
      Issue.record("\(path) was installed")
    } catch let error as ExerciseError {
      message = error.message
    } catch let error as NotebookError {
      message = error.message
    }
    let left = try? FileManager.default.contentsOfDirectory(atPath: shelf.folder)
    #expect(left ?? [] == [], "\(path)")
    return message
  }
}

@Suite("Packs")
struct PackTests {
  @Test("a folder and an archive of it install the same files, and the exercises have the pack's name in front")
  func install() async throws {
    let sample = try PackSample()
    try sample.tar("-czf", "w.tar.gz", "warm-up")
    for path in ["warm-up", "warm-up/", "w.tar.gz"] {
      let pack = try await sample.shelf.install(sample.folder + "/" + path, replaces: true)
      #expect(pack.name == "warm-up")
      let files = try FileManager.default.subpathsOfDirectory(atPath: sample.shelf.folder + "/warm-up").sorted()
      #expect(files == ["Chapters", "Chapters/01-first-steps.md", "Chapters/book.yml", "README.md"])
    }
    let packs = try sample.shelf.packs()
    #expect(packs.notices.isEmpty)
    let catalog = try await Catalog.read(try Book(folder: sample.host.folder), packs: packs.usable).catalog
    #expect(catalog.entries.map(\.name) == ["02#double", "02#one", "warm-up/01#half"])
    #expect(try catalog.entry(named: "half").name == "warm-up/01#half")
    #expect(try catalog.entry(named: "warm-up/1#half").name == "warm-up/01#half")
    #expect(try catalog.entries(ofChapter: "warm-up").count == 1)
    #expect(try catalog.entries(ofChapter: "02").count == 2)
    try sample.shelf.remove("warm-up")
    #expect(try sample.shelf.packs().usable.isEmpty)
    #expect(throws: ExerciseError.self) { try sample.shelf.remove("..") }
  }

  @Test("an installed pack gives way only if that is said, and a broken successor leaves it as it was")
  func replacing() async throws {
    let sample = try PackSample()
    _ = try await sample.shelf.install(sample.folder + "/warm-up", replaces: false)
    let again = await #expect(throws: ExerciseError.self) {
      try await sample.shelf.install(sample.folder + "/warm-up", replaces: false)
    }
    #expect(again?.message.contains("--replace") == true)
    try sample.write("no front matter", to: "warm-up/Chapters/01-first-steps.md")
    await #expect(throws: ExerciseError.self) {
      try await sample.shelf.install(sample.folder + "/warm-up", replaces: true)
    }
    let kept = try String(contentsOfFile: sample.shelf.folder + "/warm-up/Chapters/01-first-steps.md", encoding: .utf8)
    #expect(kept.contains("Return half of the number."))
  }

  @Test(
    "names that could lead out of a folder are no names", arguments: ["", "..", "a/b", "../a", "A", "-a", ".a", "ä"])
  func names(name: String) {
    #expect(!Pack.isName(name))
    #expect(throws: ExerciseError.self) { try PackTemplate(name: name, tool: "notebook") }
  }

  @Test("a damaged pack is refused with the reason, and leaves nothing behind")
  func damaged() async throws {
    let sample = try PackSample()
    #expect(try await sample.refusal("nothing").contains("there is no folder or file"))
    try sample.write("text", to: "w.tar.gz")
    #expect(try await sample.refusal("w.tar.gz").contains("no .tar.gz file, or a damaged one"))
    try sample.write("text", to: "plain/file.md")
    #expect(try await sample.refusal("plain").contains("no folder `Chapters`"))
    try sample.write("text", to: "No Pack/Chapters/01-a.md")
    #expect(try await sample.refusal("No Pack").contains("is no such name"))
    try sample.write("---\ntitle: A\n---\n\nNo exercise.\n", to: "empty/Chapters/01-a.md")
    #expect(try await sample.refusal("empty").contains("none of its chapters has an exercise"))
    try sample.write("---\ntitle: A\n---\n\n```swift frobnicate\n```\n", to: "broken/Chapters/01-a.md")
    #expect(try await sample.refusal("broken").contains("[cell.unknown-option]"))
    try sample.write("modules: [Foo]\n", to: "foreign/Chapters/book.yml")
    #expect(try await sample.refusal("foreign").contains("it wants the module `Foo`"))
    try sample.write("#!/bin/sh\n", to: "program/Chapters/run.sh")
    #expect(try await sample.refusal("program").contains("neither a chapter nor a figure"))
    for number in 0...PackContent.most.files { try sample.write("", to: "many/Chapters/\(number).md") }
    #expect(try await sample.refusal("many").contains("are allowed"))
  }

  @Test("an archive cannot bring links, or files outside its folder")
  func hostileArchives() async throws {
    let sample = try PackSample()
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: sample.folder + "/warm-up/Chapters/02-secret.md", withDestinationPath: "/etc/passwd")
    #expect(try await sample.refusal("warm-up").contains("is a link"))
    try sample.tar("-czf", "link.tar.gz", "warm-up")
    #expect(try await sample.refusal("link.tar.gz").contains("neither a file nor a folder"))
    try manager.removeItem(atPath: sample.folder + "/warm-up/Chapters/02-secret.md")
    try sample.write("x", to: "evil.md")
    try sample.tar("-czPf", "up.tar.gz", "warm-up", "warm-up/../evil.md")
    #expect(try await sample.refusal("up.tar.gz").contains("leads out of the pack's folder"))
    try sample.tar("-czPf", "root.tar.gz", sample.folder + "/warm-up/README.md")
    #expect(try await sample.refusal("root.tar.gz").contains("leads out of the pack's folder"))
    try sample.tar("-czf", "two.tar.gz", "warm-up", "evil.md")
    #expect(try await sample.refusal("two.tar.gz").contains("a pack is one folder"))
  }
}

@Suite("What an author proves", .serialized)
struct PackProofTests {
  private func problems(
    _ change: (String) -> String, within seconds: Double = PackProof.seconds, ofFormAlone isForm: Bool = false
  ) async throws -> [PackProof.Problem] {
    let sample = try SampleBook(change(SampleBook.chapter))
    let catalog = try await sample.open().catalog
    let runner = try await Runner(book: try Book(folder: sample.folder))
    let proof = PackProof(checker: Checker(runner: runner), seeds: [7], seconds: seconds)
    let entry = try catalog.entry(named: "double")
    return isForm ? proof.formProblems(with: entry) : try await proof.problems(with: entry)
  }

  private static let hint = "<!-- hint\nStrongest.\n-->\n\n<!-- swift wrong=\"You square."

  private func withThreeHints(_ text: String) -> String {
    text.replacing("<!-- swift wrong=\"You square.", with: Self.hint)
  }

  @Test("what keeps every rule has no problem, also where it waits as on a busy machine")
  func sound() async throws {
    let waits = { (text: String) -> String in
      withThreeHints(text)
        .replacing("<!-- swift solution\n", with: "<!-- swift solution\nimport Foundation\n")
        .replacing("  scale(x, by: 2)\n", with: "  usleep(800_000)\n  return scale(x, by: 2)\n")
    }
    #expect(try await problems(waits, within: 0.8).isEmpty)
  }

  @Test("each rule is met by its own sentence", arguments: PackProof.Rule.allCases)
  func rules(rule: PackProof.Rule) async throws {
    // With the seed 7, the fresh number is 10.
    let change = { (text: String) -> String in
      let sound = withThreeHints(text)
      return switch rule {
      case .hints: text
      case .tooLong:
        sound.replacing(
          "  scale(x, by: 2)\n", with: String(repeating: "  // why\n", count: 80) + "  return scale(x, by: 2)\n")
      case .stubPasses:
        sound.replacing("  // TODO\n  0\n", with: "  // TODO\n  x * 2\n")
      case .solutionFails: sound.replacing("2 * fresh, \"a fresh", with: "fresh == 10 ? 0 : 2 * fresh, \"a fresh")
      case .mistakeUnknown: sound.replacing("{ x * x }", with: "{ x < 10 ? x * x : 2 * x }")
      case .tooSlow: text
      }
    }
    // The rules of form need no compiler; what is too slow has too few hints as well, and is proven for both.
    let isForm = [.hints, .tooLong].contains(rule)
    let found = try await problems(change, within: rule == .tooSlow ? 0 : PackProof.seconds, ofFormAlone: isForm)
    #expect(found.map(\.rule).contains(rule), "\(found)")
    if rule == .tooSlow || isForm { #expect(found.map(\.rule) == (isForm ? [rule] : [.hints, rule])) }
    #expect(
      found.allSatisfy { $0.text.hasPrefix("Chapters/02-gates.md:") && $0.text.hasSuffix("[\($0.rule.rawValue)]") })
  }
}

@Suite("The commands for packs", .serialized)
struct PackToolTests {
  @Test("a pack is written, proven, handed on, installed, solved and taken away, and the answer stays")
  func journey() throws {
    let sample = try SampleBook()
    let new = try sample.run(["pack", "new", "warm-up"], takesBook: false)
    #expect(new.status == 0 && new.output.contains("pack check warm-up"), "\(new)")
    #expect(try sample.run(["pack", "new", "warm-up"], takesBook: false).status == 1)
    let check = try sample.run(["pack", "check", sample.folder + "/warm-up"])
    #expect(check.status == 0 && check.output.hasSuffix("1 exercise: proven\n"), "\(check)")
    let install = try sample.run(["pack", "install", sample.folder + "/warm-up"])
    #expect(install.status == 0 && install.output.contains("1 exercise installed"), "\(install)")
    #expect(try sample.run(["exercise", "start", "half"]).status == 0)
    let answer = "MyExercises/Packs/warm-up/01-first-steps/half.swift"
    try sample.write("func half(_ x: Double) -> Double { x * 0.5 }\n", to: answer)
    let pass = try sample.run(["exercise", "check"])
    #expect(pass.status == 0 && pass.output.contains("✓ warm-up/01#half  passed"), "\(pass)")
    #expect(try sample.run(["pack", "remove", "warm-up"]).status == 0)
    #expect(try sample.run(["exercise", "list", "--chapter", "warm-up"]).status == 64)
    #expect(try sample.read(answer).contains("x * 0.5"))
  }
}
