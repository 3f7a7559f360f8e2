internal import Foundation

/// The cost of chapters: time to compile, time to run, memory; program by program and cell by cell.
public struct CostReport: Equatable, Codable, Sendable {
  /// The version of the form: it grows when a field changes its meaning or goes, not when one is added.
  public var version = 1
  /// The chapters, in the book's order.
  public var chapters: [Chapter]

  /// The cost of one chapter.
  public struct Chapter: Equatable, Codable, Sendable {
    /// The chapter's file.
    public var chapter: String
    /// The seconds that the compiler took.
    public var compileSeconds: Double
    /// The seconds of running.
    public var runSeconds: Double
    /// The most memory that was held, in bytes.
    public var peakMemory: Int?
    /// The programs, by name.
    public var programs: [Program]
  }

  /// The cost of one program.
  public struct Program: Equatable, Codable, Sendable {
    /// The program's name.
    public var name: String
    /// The purpose, in words.
    public var purpose: String
    /// The seconds that the compiler took.
    public var compileSeconds: Double
    /// The seconds of running.
    public var runSeconds: Double?
    /// The most memory that was held, in bytes.
    public var peakMemory: Int?
    /// The cells that ran to their end, in source order.
    public var cells: [Cell]
  }

  /// The cost of one cell; it is compiled with its program.
  public struct Cell: Equatable, Codable, Sendable {
    /// The author's name for it.
    public var id: String?
    /// The start.
    public var line: Int
    /// The seconds from its first statement to its last.
    public var seconds: Double
    /// The most memory that was held, in bytes.
    public var peakMemory: Int
  }

  /// Takes the costs of chapters that were checked.
  public init(_ chapters: [CheckedChapter]) {
    self.chapters = chapters.map { checked in
      let report = ChapterReport(checked)
      let programs = report.programs.map { program in
        Program(
          name: program.name, purpose: program.purpose.words(in: checked.document),
          compileSeconds: program.compileSeconds, runSeconds: program.runSeconds, peakMemory: program.peakMemory,
          cells: program.cells.compactMap { cell in
            guard let cost = checked.run.cells[cell]?.cost else { return nil }
            let source = checked.document.cells[cell]
            return Cell(
              id: source.options.id, line: source.position.line, seconds: cost.seconds, peakMemory: cost.peakMemory)
          })
      }
      return Chapter(
        chapter: report.path, compileSeconds: report.compileSeconds, runSeconds: report.runSeconds,
        peakMemory: report.peakMemory, programs: programs)
    }
  }

  /// One JSON object, as `check --costs` reads it.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("costs cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A table for people, the dearest chapter first.
  public var text: String {
    var lines = [Self.row("compile s", "run s", "peak MB", "")]
    for chapter in chapters.sorted(by: { ($1.seconds, $0.chapter) < ($0.seconds, $1.chapter) }) {
      lines.append(Self.row(chapter.compileSeconds, chapter.runSeconds, chapter.peakMemory, chapter.chapter))
      for program in chapter.programs {
        lines.append(
          Self.row(program.compileSeconds, program.runSeconds, program.peakMemory, "  \(program.purpose)"))
        for cell in program.cells {
          let name = cell.id.map { "#" + $0 } ?? "line \(cell.line)"
          lines.append(Self.row(nil, cell.seconds, cell.peakMemory, "    \(name)"))
        }
      }
    }
    let compile = chapters.map(\.compileSeconds).reduce(0, +)
    let run = chapters.map(\.runSeconds).reduce(0, +)
    lines.append(Self.row(compile, run, chapters.compactMap(\.peakMemory).max(), "all"))
    return lines.joined()
  }

  private static func row(_ compile: Double?, _ run: Double?, _ peak: Int?, _ name: String) -> String {
    row(
      compile.map(TextReport.seconds) ?? "", run.map(TextReport.seconds) ?? "",
      peak.map { String(format: "%.1f", Double($0) / 1e6) } ?? "", name)
  }

  private static func row(_ compile: String, _ run: String, _ peak: String, _ name: String) -> String {
    let columns = [compile, run, peak].map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }
    return columns.joined() + (name.isEmpty ? "" : "  " + name) + "\n"
  }
}

extension CostReport.Chapter {
  /// The cost of the whole chapter.
  var seconds: Double { compileSeconds + runSeconds }
}

extension Program.Purpose {
  /// What a program is for, in words, with the cell or exercise that it serves.
  func words(in document: Document) -> String {
    func name(_ cell: Int) -> String {
      let cell = document.cells[cell]
      return cell.options.id.map { "#" + $0 } ?? "line \(cell.position.line)"
    }
    switch self {
    case .session: return "cells"
    case .noRun(let cell): return "\(name(cell)), compiled only"
    case .error(let cell): return "\(name(cell)), must not compile"
    case .crash(let cell): return "\(name(cell)), must trap"
    case .answer(let index, let cell):
      let exercise = document.exercises[index]
      let wrong = exercise.wrongAnswers.firstIndex { $0.cell == cell }
      let answer =
        cell == exercise.stub ? "stub" : cell == exercise.solution ? "solution" : "wrong answer \((wrong ?? 0) + 1)"
      return "#\(exercise.id), \(answer)"
    }
  }
}
