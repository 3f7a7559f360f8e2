import Foundation
import TestSupport
import Testing

@testable import Notebook

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What hostile chapters may say: markup, commands, control characters, line ends, what hides under combining marks.
private let hostile =
  "]]> <b>&amp; \"q\" 'a' ::error::x ##[add-mask]y 100%0A |`*_[x](y)$ \u{0}\u{7}\u{1B}[31m\r\n\r::set-output\u{301} :\u{301}: %\u{301} é 𝒳 \u{FFFE}"

private func diagnostic(_ message: String, line: Int = 3, path: String = "Chapters/01-a.md") -> Diagnostic {
  let source = SourceText(path: path, text: "one\ntwo\né𝒳 three\n")
  return Diagnostic(
    .outputDiffers, message, in: source, at: SourcePosition(line: line, column: 8), notes: ["printed: " + message])
}

private func sample(_ words: String, path: String = "Chapters/01-a.md") -> CheckTotals {
  var chapter = ChapterReport(path: path, slug: "01-a")
  chapter.title = words
  var failed = ChapterReport.Cell(id: "one", position: SourcePosition(line: 1, column: 1), outcome: .failed)
  failed.diagnostics = [diagnostic(words, path: path)]
  failed.expectations = 2
  failed.cost = CellCost(seconds: 0.25, peakMemory: 1024)
  let skipped = ChapterReport.Cell(position: SourcePosition(line: 2, column: 1), outcome: .skipped(reason: words))
  let blocked = ChapterReport.Cell(position: SourcePosition(line: 3, column: 1), outcome: .blocked)
  chapter.cells = [failed, skipped, blocked]
  chapter.values = 1
  var warning = diagnostic(words, line: 1, path: path)
  warning.severity = .warning
  chapter.diagnostics = [warning]
  return CheckTotals(chapters: [chapter], seconds: 1.5)
}

@Suite struct JSONReportTests {
  @Test func everyLineIsAnObjectThatSaysWhatWasMeant() throws {
    let totals = sample(hostile)
    let text =
      JSONReport.text(of: .started(chapters: ["Chapters/01-a.md"], shard: Shard("2/5")))
      + JSONReport.text(of: .chapter(totals.chapters[0])) + JSONReport.text(of: .finished(totals))
    let lines = try text.utf8.split(separator: UInt8(ascii: "\n")).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
    #expect(
      lines.map { $0["event"] as? String } == [
        "started", "cell", "cell", "cell", "diagnostic", "diagnostic", "chapter", "finished",
      ])
    #expect(lines[0]["shard"] as? String == "2/5" && lines[0]["version"] as? Int == 1)
    #expect(lines[1]["id"] as? String == "one" && lines[1]["peakMemory"] as? Int == 1024)
    #expect(lines[2]["outcome"] as? String == "skipped" && lines[2]["reason"] as? String == hostile)
    #expect(lines[5]["message"] as? String == hostile && lines[5]["column"] as? Int == 8)
    #expect(lines[7]["passed"] as? Bool == false && lines[7]["expectations"] as? Int == 3)
  }

  /// The page that documents the lines names each of their fields.
  @Test func everyFieldIsDocumented() throws {
    let page = try String(contentsOfFile: Repository.folder + "/Docs/reports.md", encoding: .utf8)
    let totals = sample("words")
    let text =
      JSONReport.text(of: .started(chapters: [], shard: Shard("1/1")))
      + JSONReport.text(of: .chapter(totals.chapters[0]))
      + JSONReport.text(of: .finished(totals))
    let fields = Set(text.matches(of: #/"([a-zA-Z]+)":/#).map { String($0.1) })
    #expect(fields.count > 20)
    for field in fields.sorted() { #expect(page.contains("`\(field)`"), "\(field)") }
  }
}

@Suite struct JUnitReportTests {
  /// Reads a report as a consumer does: cases by name, with their failures and attributes.
  private final class Reader: NSObject, XMLParserDelegate {
    var suites: [[String: String]] = []
    var cases: [(attributes: [String: String], failure: String?, message: String?, skipped: String?)] = []
    private var isFailure = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      switch name {
      case "testsuites", "testsuite": suites.append(attributes)
      case "testcase": cases.append((attributes, nil, nil, nil))
      case "failure":
        isFailure = true
        cases[cases.count - 1].failure = ""
        cases[cases.count - 1].message = attributes["message"]
      case "skipped": cases[cases.count - 1].skipped = attributes["message"]
      default: break
      }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if name == "failure" { isFailure = false }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if isFailure { cases[cases.count - 1].failure? += text }
    }
  }

  @Test func aParserReadsBackWhatWasMeant() throws {
    let parser = XMLParser(data: Data(JUnitReport.text(of: sample(hostile)).utf8))
    let reader = Reader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    for suite in reader.suites {
      #expect(suite["tests"] == "4" && suite["failures"] == "1" && suite["errors"] == "0" && suite["skipped"] == "2")
    }
    #expect(reader.suites.count == 2)
    #expect(reader.cases.map { $0.attributes["name"] } == ["#one", "line 2", "line 3", "beside the cells"])
    // What XML cannot carry is shown; everything else arrives.
    let carried = hostile.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0x0A, 0x0D: scalar
      case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? scalar
      case 0xFFFE: "\u{FFFD}"
      default: scalar
      }
    }
    let expected = String(String.UnicodeScalarView(carried))
    #expect(reader.cases[0].message == expected)
    #expect(reader.cases[1].skipped == expected)
    #expect(reader.cases[0].failure?.hasPrefix("Chapters/01-a.md:3:8: error: ") == true)
    #expect(reader.cases[0].attributes["time"] == "0.250")
    #expect(reader.cases[3].failure == nil)
  }
}

@Suite struct SARIFReportTests {
  @Test func resultsNameTheirRuleAndPlace() throws {
    let text = SARIFReport.text(of: sample(hostile, path: "Chapters/01 é#%?.md"))
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0" && log["$schema"] != nil)
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect((driver["rules"] as? [[String: String]])?.map { $0["id"] } == ["output.differs"])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["warning", "error"])
    #expect(results.allSatisfy { $0["ruleId"] as? String == "output.differs" && $0["ruleIndex"] as? Int == 0 })
    #expect((results[1]["message"] as? [String: String])?["text"] == "\(hostile)\nprinted: \(hostile)")
    let place = (results[1]["locations"] as? [[String: [String: [String: Any]]]])?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] as? String == "Chapters/01%20%C3%A9%23%25%3F.md")
    // é𝒳 and a space: two, four and one bytes, one, two and one UTF-16 units.
    #expect(place?["region"]?["startLine"] as? Int == 3 && place?["region"]?["startColumn"] as? Int == 5)
  }
}

@Suite struct GitHubReportTests {
  @Test func nothingOfAChapterIsTakenForACommand() throws {
    let totals = sample(hostile, path: "Chapters/a,b:c.md")
    var chapter = totals.chapters[0]
    chapter.slug = "::stop-commands::x ##[group]"
    let text = GitHubReport.text(of: .chapter(chapter)) + GitHubReport.text(of: .finished(totals))
    let lines = text.unicodeScalars.split(separator: "\n").map { String($0).unicodeScalars }
    let commands = lines.filter { $0.starts(with: "::".unicodeScalars) }
    #expect(commands.count == 2 && lines.count == 4)
    #expect(text.unicodeScalars.allSatisfy { $0 != "\r" })
    #expect(lines.filter { !$0.starts(with: "::".unicodeScalars) }.allSatisfy { !String($0).contains("##[") })
    let error = try #require(commands.last.map { String($0) })
    #expect(error.hasPrefix("::error file=Chapters/a%2Cb%3Ac.md,line=3,col=4,title=output.differs::]]> <b>"))
    #expect(error.unicodeScalars.count { $0 == "%" } > 4)
    // Undone, as the runner does it, the message is what was meant.
    let data = error.components(separatedBy: "title=output.differs::").last ?? ""
    let undone = data.replacingOccurrences(of: "%0D", with: "\r", options: .literal)
      .replacingOccurrences(of: "%0A", with: "\n", options: .literal)
      .replacingOccurrences(of: "%25", with: "%", options: .literal)
    let expected = "\(hostile)\nprinted: \(hostile)"
    #expect(undone.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func theSummaryIsOneTableRowAThing() {
    let summary = GitHubReport.summary(of: sample(hostile))
    #expect(summary.unicodeScalars.split(separator: "\n").count == 8)
    #expect(!summary.contains("<b>") && summary.contains("&lt;b&gt;"))
    for row in summary.split(separator: "\n").suffix(2) {
      #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 3, "\(row)")
    }
  }
}

@Suite struct TextReportTests {
  @Test func itTellsCountsProblemsAndTheSum() {
    let totals = sample("words")
    let report = TextReport(showsTimings: true)
    #expect(report.text(of: .started(chapters: ["x"], shard: nil)).isEmpty)
    #expect(
      report.text(of: .chapter(totals.chapters[0])) == """
        ✗ 01-a  3 cells, 3 expectations, 1 failed, 1 not run, 1 skipped, 1 error
               0.000 s  compiling
               0.250 s  #one

        """)
    let end = report.text(of: .finished(totals))
    #expect(end.hasPrefix("Chapters/01-a.md:1:8: warning: words [output.differs]\n"))
    #expect(end.hasSuffix("1 chapter: 1 of 1 failed (3 cells, 3 expectations, 0 exercises, 0 programs, 1.5 s)\n"))
  }
}

@Suite struct ShardTests {
  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/ 2"])
  func nothingElseIsAShard(_ text: String) {
    #expect(Shard(text) == nil)
  }

  /// Whatever the weights, each chapter falls to exactly one shard, and none has more than its share and one chapter.
  @Test(arguments: 1...7)
  func theSharesAreTheWhole(count: Int) {
    var generator = SystemRandomNumberGenerator()
    for size in [0, 1, 2, 5, 30] {
      let chapters = (0..<size).map { "Chapters/\($0).md" }
      let weights = Dictionary(
        uniqueKeysWithValues: chapters.map { ($0, Double.random(in: 0...10, using: &generator)) })
      let shares = (1...count).map { number -> [String] in
        guard let shard = Shard("\(number)/\(count)") else { return [] }
        return shard.share(of: chapters) { weights[$0] ?? 0 }
      }
      #expect(shares.flatMap(\.self).sorted() == chapters.sorted(), "\(weights)")
      #expect(shares.allSatisfy { $0 == chapters.filter($0.contains) })
      let loads = shares.map { $0.compactMap { weights[$0] }.reduce(0, +) }
      let fair = weights.values.reduce(0, +) / Double(count)
      #expect(loads.allSatisfy { $0 <= fair + (weights.values.max() ?? 0) + 1e-9 }, "\(weights)")
    }
  }
}

@Suite struct CheckStreamTests {
  @Test func chaptersComeInTheBooksOrder() throws {
    let paths = ["Chapters/1.md", "Chapters/2.md", "Chapters/3.md"]
    let events = Log()
    let stream = CheckStream(chapters: paths) { events.add($0) }
    for path in paths.reversed() {
      let document = Document(parsing: SourceText(path: path, text: "---\ntitle: T\n---\n"))
      stream.add(ChapterReport(CheckedChapter(document: document, run: Run(), verification: .of(document, Run()))))
      if path != paths[0] { #expect(events.chapters.isEmpty) }
    }
    #expect(events.chapters == paths)
    #expect(stream.finish().chapters.map(\.path) == paths)
  }

  private final class Log: @unchecked Sendable {
    private(set) var chapters: [String] = []

    func add(_ event: CheckEvent) {
      if case .chapter(let chapter) = event { chapters.append(chapter.path) }
    }
  }
}
