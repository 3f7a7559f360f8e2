internal import Foundation

/// JUnit's XML, which most CI systems show: a chapter is a suite, a cell is a case, and what stands beside the cells
/// is one more case.
public enum JUnitReport {
  /// The whole document.
  public static func text(of totals: CheckTotals) -> String {
    let suites = totals.chapters.map { Suite($0) }
    let head = counts(of: suites.flatMap(\.cases)) + " time=\"\(seconds(totals.seconds))\""
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"notebook\"\(head)>\n"
      + suites.map(\.text).joined() + "</testsuites>\n"
  }

  private struct Case {
    var text: String
    var isFailed: Bool
    var isSkipped: Bool
  }

  private struct Suite {
    var chapter: ChapterReport
    var cases: [Case]

    init(_ chapter: ChapterReport) {
      self.chapter = chapter
      cases = chapter.cells.map { JUnitReport.testCase($0, of: chapter) }
      let beside = JUnitReport.body(chapter.diagnostics)
      cases.append(
        JUnitReport.testCase("beside the cells", line: 1, seconds: 0, of: chapter, body: beside.text, beside.isFailed))
    }

    var text: String {
      let head = " name=\(quoted(chapter.slug)) file=\(quoted(chapter.path))" + counts(of: cases)
      let time = seconds(chapter.compileSeconds + chapter.runSeconds)
      return "  <testsuite\(head) time=\"\(time)\">\n" + cases.map(\.text).joined() + "  </testsuite>\n"
    }
  }

  private static func counts(of cases: [Case]) -> String {
    " tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\" skipped=\"\(cases.count(where: \.isSkipped))\""
  }

  private static func testCase(_ cell: ChapterReport.Cell, of chapter: ChapterReport) -> Case {
    let place = cell.position.line
    let time = cell.cost?.seconds ?? 0
    var reason: String?
    switch cell.outcome {
    case .skipped(let why): reason = why
    case .blocked: reason = "not run, since another cell failed"
    case .passed, .failed: break
    }
    if let reason {
      let body = "      <skipped message=\(quoted(reason))/>\n"
      return testCase(cell.name, line: place, seconds: time, of: chapter, body: body, isSkipped: true)
    }
    let (body, isFailed) = body(cell.diagnostics)
    return testCase(cell.name, line: place, seconds: time, of: chapter, body: body, isFailed)
  }

  private static func testCase(
    _ name: String, line: Int, seconds time: Double, of chapter: ChapterReport, body: String, _ isFailed: Bool = false,
    isSkipped: Bool = false
  ) -> Case {
    let head =
      "    <testcase classname=\(quoted(chapter.slug)) name=\(quoted(name)) file=\(quoted(chapter.path)) line=\"\(line)\" time=\"\(seconds(time))\""
    return Case(
      text: body.isEmpty ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n", isFailed: isFailed,
      isSkipped: isSkipped)
  }

  /// The errors as one failure, and the warnings as output.
  private static func body(_ diagnostics: [Diagnostic]) -> (text: String, isFailed: Bool) {
    let sorted = DiagnosticFormatter.sorted(diagnostics)
    let errors = sorted.filter { $0.severity == .error }
    var text = ""
    if let first = errors.first {
      let all = errors.map(DiagnosticFormatter.text).joined()
      text +=
        "      <failure message=\(quoted(first.message)) type=\(quoted(first.id.rawValue))>\(escaped(all))</failure>\n"
    }
    let rest = sorted.filter { $0.severity != .error }.map(DiagnosticFormatter.text).joined()
    if !rest.isEmpty { text += "      <system-out>\(escaped(rest))</system-out>\n" }
    return (text, !errors.isEmpty)
  }

  private static func seconds(_ seconds: Double) -> String {
    String(format: "%.3f", seconds)
  }

  /// An attribute's value in its quotes; a parser would turn a bare line break into a space.
  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;") + "\""
  }

  /// Text without markup, and without the characters that no XML document may contain.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\r": result += "&#13;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..<" ": result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
