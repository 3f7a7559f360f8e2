import TestSupport
import Testing

@testable import Notebook

/// The options of a cell, read from a text whose marks show where diagnostics belong.
@Suite struct InfoStringTests {
  private func parse(_ text: String) -> (options: CellOptions, problems: [Problem]) {
    let sample = MarkedText(text)
    let (options, diagnostics) = InfoString.parse(
      sample.source.line(1), at: SourcePosition(line: 1, column: 1), in: sample.source)
    return (options, diagnostics.map { Problem($0.id, $0.position.column) })
  }

  private struct Problem: Equatable {
    var id: DiagnosticID
    var column: Int

    init(_ id: DiagnosticID, _ column: Int) {
      self.id = id
      self.column = column
    }
  }

  /// The problem with `text` must be the only one, and stand at the mark `«here»`.
  private func expectProblem(_ id: DiagnosticID, _ text: String, _ comment: Comment? = nil) {
    #expect(parse(text).problems == [Problem(id, MarkedText(text).position("here").column)], comment ?? "\(text)")
  }

  @Test func everyOptionSetsItsField() {
    func options(_ change: (inout CellOptions) -> Void) -> CellOptions {
      var options = CellOptions()
      change(&options)
      return options
    }
    let table: [(String, CellOptions)] = [
      ("", CellOptions()),
      ("#and-line", options { $0.id = "and-line" }),
      ("local", options { $0.isLocal = true }),
      ("fresh", options { $0.program = .fresh(name: nil) }),
      ("fresh=demo", options { $0.program = .fresh(name: "demo") }),
      ("uses=#a,#b-2", options { $0.uses = ["a", "b-2"] }),
      ("no-run", options { $0.mode = .noRun }),
      ("error", options { $0.mode = .error }),
      ("fixes=#wrong", options { $0.fixes = "wrong" }),
      ("warning", options { $0.mode = .warning }),
      ("crash", options { $0.mode = .crash }),
      ("skip=\"no, not \u{FC}ber here\"", options { $0.mode = .skip(reason: "no, not \u{FC}ber here") }),
      ("slow", options { $0.isSlow = true }),
      ("live", options { $0.isLive = true }),
      ("swift>=6.2", options { $0.conditions = [.swift([6, 2])] }),
      ("os=macos", options { $0.conditions = [.system(.macos)] }),
      ("tolerance=1e-3", options { $0.tolerance = .absolute(0.001) }),
      ("tolerance=rel:0.5", options { $0.tolerance = .relative(0.5) }),
      ("unordered", options { $0.comparison = .unordered }),
      ("nondeterministic", options { $0.comparison = .nondeterministic }),
      ("timeout=0.5s", options { $0.timeout = 0.5 }),
      ("exit=3", options { $0.mode = .exit(status: 3) }),
      ("fold", options { $0.isFolded = true }),
      ("highlight=[2, 4]", options { $0.highlighted = [2, 4] }),
      ("lines", options { $0.hasLineNumbers = true }),
    ]
    for (text, expected) in table {
      var (options, problems) = parse(text)
      options.positions = [:]
      #expect(options == expected, "\(text)")
      #expect(problems.isEmpty, "\(text)")
    }
    let named = Set(table.flatMap { parse($0.0).options.positions.keys })
    #expect(named == Set(CellOption.allCases))
  }

  @Test func separatorsAreSpacesTabsAndCommas() {
    let (options, problems) = parse("#a,fold\tlines , timeout=3s,tolerance=0.1")
    #expect(problems.isEmpty)
    #expect(options.id == "a" && options.isFolded && options.hasLineNumbers)
    #expect(options.timeout == 3 && options.tolerance == .absolute(0.1))
  }

  @Test func everyOptionKnowsItsPlace() {
    let text = "«id»#one  «skip»skip=\"ä, ö\" «fold»fold, «lines»lines"
    let positions = parse(text).options.positions
    for option in [CellOption.skip, .fold, .lines] {
      #expect(positions[option] == MarkedText(text).position(option.rawValue))
    }
    #expect(positions[.id] == MarkedText(text).position("id"))
  }

  /// An example of each option, as it is written in a chapter.
  private func example(_ option: CellOption) -> String {
    option == .id ? "#name" : option.value?.example ?? option.rawValue
  }

  @Test func everyPairConflictsExactlyAsTheTableSays() {
    let conflicts = CellOption.conflicts
    for first in CellOption.allCases {
      for second in CellOption.allCases where first != second {
        let inTable = conflicts.contains { ($0.0, $0.1) == (first, second) || ($0.1, $0.0) == (first, second) }
        let text = "\(example(first)) \(example(second))"
        let found = parse(text).problems
        #expect(
          found == (inTable ? [Problem(.cellConflictingOptions, example(first).utf8.count + 2)] : []), "\(text)")
      }
    }
    for (index, entry) in conflicts.enumerated() {
      #expect(entry.0 != entry.1 && !entry.2.isEmpty)
      #expect(!conflicts[..<index].contains { Set([$0.0, $0.1]) == Set([entry.0, entry.1]) }, "\(entry) twice")
    }
  }

  @Test func unknownOptionsSayWhatWasMeant() {
    let sample = MarkedText("fold «here»freish")
    let (_, diagnostics) = InfoString.parse(
      sample.source.line(1), at: SourcePosition(line: 1, column: 1), in: sample.source)
    #expect(diagnostics.map(\.message) == ["`freish` is not an option of a cell; did you mean `fresh`?"])
    expectProblem(.cellUnknownOption, "fold «here»freish")
    expectProblem(.cellUnknownOption, "«here»frobnicate=3 fold")
    expectProblem(.cellUnknownOption, "«here»Fold")
  }

  @Test func invalidValuesAreReportedAtTheirOption() {
    for text in [
      "fold «here»#And", "«here»#-a", "«here»#a-", "«here»#", "«here»#a_b", "«here»#größe",
      "«here»tolerance=0", "«here»tolerance=-1", "«here»tolerance=nan", "«here»tolerance=inf", "«here»tolerance=rel:",
      "«here»tolerance", "«here»tolerance=", "«here»tolerance=abc",
      "«here»timeout=10", "«here»timeout=0s", "«here»timeout=-1s", "«here»timeout=1h", "«here»timeout=4000s",
      "«here»skip", "«here»skip=\"\"", "«here»fold=yes", "«here»highlight=2", "«here»highlight=[]",
      "«here»highlight=[0]", "«here»highlight=[a]", "«here»uses=set-up", "«here»uses=#A", "«here»fixes=wrong",
      "«here»fresh=Größe", "«here»fresh=a_b", "fold «here»=",
    ] {
      expectProblem(.cellInvalidOption, text)
    }
    #expect(parse("skip=\"no end").problems.map(\.id) == [.cellInvalidOption])
    #expect(parse("highlight=[1").problems.first?.id == .cellInvalidOption)
  }

  @Test func nothingIsWrittenTwice() {
    expectProblem(.cellConflictingOptions, "fold «here»fold")
    expectProblem(.cellConflictingOptions, "#a «here»#b")
    expectProblem(.cellConflictingOptions, "timeout=1s «here»timeout=2s")
  }

  @Test func defaultsHoldWhereACellSaysNothing() {
    var defaults = CellOptions()
    defaults.tolerance = .absolute(0.5)
    defaults.timeout = 3
    let source = SourceText(path: "x.md", text: "tolerance=1")
    let place = SourcePosition(line: 1, column: 1)
    #expect(InfoString.parse("fold", at: place, in: source, defaults: defaults).options.tolerance == .absolute(0.5))
    #expect(InfoString.parse("fold", at: place, in: source, defaults: defaults).options.timeout == 3)
    #expect(
      InfoString.parse("tolerance=1", at: place, in: source, defaults: defaults).options.tolerance == .absolute(1))
  }
}
