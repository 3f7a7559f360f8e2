import Foundation
import Testing

@testable import Notebook

@Suite struct ResultCacheTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/result-cache-\(UUID().uuidString)"

  private func program(_ text: String) -> Program {
    Program(
      name: "chapter_01", purpose: .session, text: text, cells: [0], copied: [], values: [], timeLimit: 10)
  }

  private func entry(_ ending: CellRun.Ending = .finished, value: String = "0.5") -> ResultCache.Entry {
    var run = CellRun()
    run.ending = ending
    run.values = [0: value]
    run.outputs = [
      .text("hello\n"),
      .figure(FigureOutput(svg: "<svg/>", alternative: "a", table: TableOutput(columns: ["x"], rows: [["1"]]))),
    ]
    var outcome = Execution.Result()
    outcome.cells = [0: run]
    outcome.ending = ending
    return ResultCache.Entry(
      compiled: Compiler.Result(object: "a.o", isSuccess: true, messages: [], seconds: 0.1), outcome: outcome)
  }

  private var files: [String] { Files.tree(below: folder).map { folder + "/" + $0 } }

  @Test func givesBackWhatWasStored() {
    defer { Files.remove(folder) }
    let cache = ResultCache(folder: folder, environment: "swift")
    #expect(cache.result(of: program("let x = 1")) == nil)
    cache.store(entry(), of: program("let x = 1"))
    #expect(cache.result(of: program("let x = 1")) == entry())
  }

  @Test func anotherTextCompilerOrLibraryMisses() {
    defer { Files.remove(folder) }
    ResultCache(folder: folder, environment: "swift 1").store(entry(), of: program("let x = 1"))
    #expect(ResultCache(folder: folder, environment: "swift 1").result(of: program("let x = 2")) == nil)
    #expect(ResultCache(folder: folder, environment: "swift 2").result(of: program("let x = 1")) == nil)
    var other = program("let x = 1")
    other.trapLines = 1...1
    #expect(ResultCache(folder: folder, environment: "swift 1").result(of: other) == nil)
    // The same text may be a program that is compiled and not run, or one of another name.
    other = program("let x = 1")
    other.purpose = .noRun(cell: 0)
    #expect(ResultCache(folder: folder, environment: "swift 1").result(of: other) == nil)
    other = program("let x = 1")
    other.name = "chapter_02"
    #expect(ResultCache(folder: folder, environment: "swift 1").result(of: other) == nil)
    let runtime = Modules(searchArguments: [], ownObjects: [], dispatcher: "", runtimeKey: "2")
    #expect(
      ResultCache(folder: folder, environment: "swift 1", modules: runtime).result(of: program("let x = 1")) == nil)
  }

  @Test func aDamagedEntryIsThrownAway() throws {
    defer { Files.remove(folder) }
    let cache = ResultCache(folder: folder, environment: "swift")
    for damage in 0..<4 {
      cache.store(entry(), of: program("let x = 1"))
      let path = try #require(files.first)
      var bytes = try Files.read(path)
      switch damage {
      case 0: bytes[bytes.count / 2] ^= 1
      case 1: bytes.removeLast(10)
      // Another value, in a file that reads as well as before.
      case 2: bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("hello", with: "hallo").utf8)
      default: bytes = Array("nonsense".utf8)
      }
      try Files.write(bytes, to: path)
      #expect(cache.result(of: program("let x = 1")) == nil)
    }
  }

  @Test func aProgramThatRanTooLongIsRunAgain() {
    defer { Files.remove(folder) }
    let cache = ResultCache(folder: folder, environment: "swift")
    cache.store(entry(.timedOut(limit: 10)), of: program("while true {}"))
    #expect(cache.result(of: program("while true {}")) == nil)
    var broken = entry(value: "1")
    broken.compiled.isBroken = true
    cache.store(broken, of: program("let a = 1"))
    #expect(cache.result(of: program("let a = 1")) == nil, "the compiler broke off")
  }

  @Test func theLongestUnusedEntriesGoFirst() throws {
    defer { Files.remove(folder) }
    let cache = ResultCache(folder: folder, environment: "swift", capacity: 2500)
    let value = String(repeating: "9", count: 500)
    for number in 0..<4 {
      cache.store(entry(value: value), of: program("\(number)"))
      for path in files {
        let date = Date(timeIntervalSince1970: 1000 + Double(number))
        if let used = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date,
          used > Date(timeIntervalSince1970: 1_000_000)
        {
          try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
      }
    }
    cache.trim()
    #expect(cache.result(of: program("0")) == nil)
    #expect(cache.result(of: program("3")) != nil)
    let total = try files.map { try Files.read($0).count }.reduce(0, +)
    #expect(total <= 2500)
  }
}
