import Foundation
import Testing

/// Compares `text` with a file in `Golden`.
///
/// A missing file is written and the test fails, so that a person looks at it before it is committed.
func expectGolden(_ text: String, _ file: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(file)")
  guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
    try? text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record(
      "Golden/\(file) was missing; it is written now: look at it, then commit it", sourceLocation: sourceLocation)
    return
  }
  guard text != expected else { return }
  let got = text.split(separator: "\n", omittingEmptySubsequences: false)
  let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(got, wanted).prefix { $0 == $1 }.count
  let here = line < got.count ? String(got[line]) : "(end)"
  let there = line < wanted.count ? String(wanted[line]) : "(end)"
  Issue.record(
    "Golden/\(file) differs in line \(line + 1)\n  got:    \(here)\n  wanted: \(there)", sourceLocation: sourceLocation)
}
