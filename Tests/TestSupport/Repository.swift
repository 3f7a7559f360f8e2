import Foundation

/// The package's own folders.
public enum Repository {
  /// The package's folder.
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The executable `notebook` beside the running tests.
  public static let tool: String = {
    var place = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<5 {
      let candidate = place.appending(path: "notebook").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      place.deleteLastPathComponent()
    }
    return folder + "/.build/tool/debug/notebook"
  }()

  /// The folder of the golden files.
  public static let golden = folder + "/Tests/Golden"
}

/// Files that were looked at once and must not change unnoticed.
public enum Golden {
  /// What is wrong with a text that must equal a recorded file; `nil` if nothing is.
  ///
  /// A missing file is written, for the author to look at, and is wrong until then; CI never records.
  public static func problem(with text: String, recordedAt path: String) throws -> String? {
    let file = URL(filePath: Repository.golden + "/" + path)
    guard let data = try? Data(contentsOf: file) else {
      if ProcessInfo.processInfo.environment["CI"] != nil { return "\(path) was never recorded" }
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return "\(path) was not recorded; it is now: look at it and run the test again"
    }
    if data == Data(text.utf8) { return nil }
    let recorded = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let got = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(recorded, got).prefix { $0 == $1 }.count
    return """
      \(path) differs from line \(line + 1) on (delete the file to record it anew):
      recorded: \(line < recorded.count ? recorded[line] : "(end)")
      got:      \(line < got.count ? got[line] : "(end)")
      """
  }
}
