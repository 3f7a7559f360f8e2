internal import Foundation

/// SARIF 2.1.0, which code-scanning services read.
public enum SARIFReport {
  /// The whole document.
  public static func text(of totals: CheckTotals) -> String {
    let diagnostics = totals.diagnostics
    let rules = Set(diagnostics.map(\.id.rawValue)).sorted()
    let run = SARIFRun(
      tool: Tool(driver: Driver(rules: rules.map { Rule(id: $0) })),
      results: diagnostics.map { diagnostic in
        Result(
          ruleId: diagnostic.id.rawValue, ruleIndex: rules.firstIndex(of: diagnostic.id.rawValue) ?? 0,
          level: diagnostic.severity.rawValue,
          message: Message(text: ([diagnostic.message] + diagnostic.notes).joined(separator: "\n")),
          locations: [Location(diagnostic)])
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Log(runs: [run])) else { preconditionFailure("a report cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Log: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }

    var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    var version = "2.1.0"
    var runs: [SARIFRun]
  }

  private struct SARIFRun: Encodable {
    var tool: Tool
    var columnKind = "utf16CodeUnits"
    var results: [Result]
  }

  private struct Tool: Encodable {
    var driver: Driver
  }

  private struct Driver: Encodable {
    var name = "notebook"
    var rules: [Rule]
  }

  private struct Rule: Encodable {
    var id: String
  }

  private struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Message
    var locations: [Location]
  }

  private struct Message: Encodable {
    var text: String
  }

  private struct Location: Encodable {
    var physicalLocation: PhysicalLocation

    init(_ diagnostic: Diagnostic) {
      let allowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
      physicalLocation = PhysicalLocation(
        artifactLocation: ArtifactLocation(
          uri: diagnostic.path.addingPercentEncoding(withAllowedCharacters: allowed) ?? diagnostic.path),
        region: Region(startLine: diagnostic.position.line, startColumn: diagnostic.column(in: .utf16)))
    }
  }

  private struct PhysicalLocation: Encodable {
    var artifactLocation: ArtifactLocation
    var region: Region
  }

  private struct ArtifactLocation: Encodable {
    var uri: String
  }

  private struct Region: Encodable {
    var startLine: Int
    var startColumn: Int
  }
}

extension Diagnostic {
  /// The unit in which others count columns.
  enum ColumnUnit {
    case utf16
    case characters
  }

  /// The column counted from 1 in another unit than bytes.
  func column(in unit: ColumnUnit) -> Int {
    let before = String(decoding: Array(excerpt.utf8.prefix(max(position.column - 1, 0))), as: UTF8.self)
    return 1 + (unit == .utf16 ? before.utf16.count : before.count)
  }
}
