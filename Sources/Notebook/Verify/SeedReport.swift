/// Which of a chapter's claims hold only for the seeds that its author chose.
public struct SeedReport: Equatable, Sendable {
  /// A claim that another seed contradicts.
  public struct Claim: Equatable, Sendable {
    /// The failure for the first seed that contradicts it.
    public var diagnostic: Diagnostic
    /// The number of other seeds for which it holds.
    public var holds: Int

    /// The kind of claim; `nil` for a count, a yes or no, a printed line, an `expect`.
    public var kind: Diagnostic.Claim? { diagnostic.claim }
  }

  /// The chapter.
  public var path: String
  /// The number of other seeds tried; 0 for a chapter without seeds.
  public var count: Int
  /// The claims that at least one other seed contradicts, in reading order.
  public var claims: [Claim]

  /// Compares runs with other seeds with what the author wrote.
  init(on document: Document, _ runs: [Run]) {
    path = document.source.path
    count = max(0, runs.count - 1)
    var wrong: [SourcePosition: (diagnostic: Diagnostic, count: Int)] = [:]
    let known = Set(runs.first.map { Self.claims(of: document, $0).map(\.position) } ?? [])
    for run in runs.dropFirst() {
      for diagnostic in Self.claims(of: document, run) where !known.contains(diagnostic.position) {
        wrong[diagnostic.position] = (
          wrong[diagnostic.position]?.diagnostic ?? diagnostic, (wrong[diagnostic.position]?.count ?? 0) + 1
        )
      }
    }
    let tried = count
    claims = wrong.values.map { Claim(diagnostic: $0.diagnostic, holds: tried - $0.count) }
      .sorted { $0.diagnostic.position < $1.diagnostic.position }
  }

  /// The claims that do not hold in a run, one a place.
  private static func claims(of document: Document, _ run: Run) -> [Diagnostic] {
    let ids: [DiagnosticID] = [
      .numberDiffers, .valueDiffers, .outputDiffers, .expectFailed, .cellCrashed, .cellTimedOut,
    ]
    var seen: Set<SourcePosition> = []
    return Verification.of(document, run).allDiagnostics.filter {
      ids.contains($0.id) && seen.insert($0.position).inserted
    }
  }

  /// The report as lines.
  ///
  /// - Parameter isWhole: True if the numbers with decimals are listed too.
  public func text(isWhole: Bool) -> String {
    if count == 0 { return "\(path): no seed\n" }
    let listed = claims.filter { isWhole || $0.kind != .decimals }
    var text = "\(path): \(TextReport.plural(count, "other seed")), "
    text +=
      claims.isEmpty ? "every claim holds\n" : "\(TextReport.plural(claims.count, "claim")) of the chosen seed alone\n"
    for claim in listed {
      let position = claim.diagnostic.position
      text += "\(path):\(position.line):\(position.column): holds for \(claim.holds) of \(count): "
      text += claim.diagnostic.message + "\n"
    }
    let rest = claims.count - listed.count
    if rest > 0 { text += "  and \(TextReport.plural(rest, "number")) with decimals (--all lists them)\n" }
    return text
  }
}

extension Pipeline {
  /// Runs a chapter with other seeds than its author's, and says which claims they contradict.
  public func seeds(_ chapters: [String], count: Int, _ finished: (SeedReport) -> Void) async throws(NotebookError) {
    let runner = try await Runner(book: book, jobs: jobs, usesCache: false, progress: progress)
    for document in try parse(chapters) where document.isSound {
      finished(SeedReport(on: document, try await runner.runs(of: document, withOtherSeeds: count) ?? []))
    }
  }
}
