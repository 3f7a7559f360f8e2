internal import Foundation

/// What GitHub Actions shows beside the lines of a change: one workflow command a diagnostic, and a summary of the job.
public enum GitHubReport {
  /// The lines of an event for the job's log.
  public static func text(of event: CheckEvent) -> String {
    switch event {
    case .started: ""
    case .chapter(let chapter): harmless(TextReport().text(of: .chapter(chapter)))
    case .finished(let totals):
      totals.diagnostics.map(annotation).joined() + harmless(TextReport.summary(totals)) + "\n"
    }
  }

  /// The Markdown of the job's summary.
  public static func summary(of totals: CheckTotals) -> String {
    var text = "## \(totals.isPassed ? "✅" : "❌") \(escaped(TextReport.summary(totals)))\n\n"
    text += "| chapter | cells | expectations | compile s | run s |\n|---|---:|---:|---:|---:|\n"
    for chapter in totals.chapters {
      let name = "\(chapter.isPassed ? "✅" : "❌") \(escaped(chapter.slug))"
      let times = [chapter.compileSeconds, chapter.runSeconds].map { String(format: "%.2f", $0) }
      text += "| \(name) | \(chapter.cells.count) | \(chapter.expectations) | \(times[0]) | \(times[1]) |\n"
    }
    if totals.diagnostics.isEmpty { return text }
    text += "\n| place | what is wrong |\n|---|---|\n"
    for diagnostic in totals.diagnostics {
      let place = "\(diagnostic.path):\(diagnostic.position.line):\(diagnostic.position.column)"
      text +=
        "| \(escaped(place)) | \(escaped(diagnostic.severity.rawValue)): \(escaped(diagnostic.message)) `\(diagnostic.id.rawValue)` |\n"
    }
    return text
  }

  private static func annotation(_ diagnostic: Diagnostic) -> String {
    let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    let text = ([diagnostic.message] + diagnostic.notes.map { String($0.prefix(2000)) }).joined(separator: "\n")
    let properties = [
      "file=\(property(diagnostic.path))", "line=\(diagnostic.position.line)",
      "col=\(diagnostic.column(in: .characters))", "title=\(property(diagnostic.id.rawValue))",
    ]
    return "::\(command) \(properties.joined(separator: ","))::\(data(text))\n"
  }

  /// A command's text: one line, whatever it says.
  private static func data(_ text: String) -> String {
    mapped(text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// A command's property, which a comma or colon would end.
  private static func property(_ text: String) -> String {
    mapped(data(text)) { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }

  /// Lines that no runner takes for commands: these begin with `::`, or have `##[` anywhere.
  private static func harmless(_ text: String) -> String {
    var before: Unicode.Scalar = " "
    return mapped(text) { scalar in
      defer { before = scalar }
      return (before, scalar) == (":", ":") || (before, scalar) == ("#", "[") ? " \(scalar)" : nil
    }
  }

  /// Words in a cell of a Markdown table.
  private static func escaped(_ text: String) -> String {
    mapped(text) { scalar in
      switch scalar {
      case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "$": "\\\(scalar)"
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case _ where scalar.properties.isWhitespace: " "
      default: nil
      }
    }
  }

  /// A text with some of its scalars replaced; not characters, since a combining mark would hide what it stands on.
  private static func mapped(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let new = replacement(scalar) { result += new.unicodeScalars } else { result.append(scalar) }
    }
    return String(result)
  }
}
