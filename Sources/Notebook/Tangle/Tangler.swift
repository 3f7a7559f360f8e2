extension Document {
  /// The programs that the chapter's cells and exercises become; tangling cannot fail.
  public func tangle() -> [Program] {
    Tangler(document: self).programs()
  }
}

/// Sorts a chapter's cells into programs.
///
/// All ordinary cells are one program, the session. A cell that must not compile, is not run or must trap gets a program
/// of its own that begins with a copy of the session above it, so that it harms nothing and hides nothing.
struct Tangler {
  let document: Document
  /// The indices of the prose values that stand after each cell.
  private let values: [Int: [Int]]

  /// Where seeds stand in the cells' code, if they can be another run by run.
  private let seeds: [Int: [Range<Int>]]

  /// The text before a seed that can be another.
  static let seedCall = "_notebookSeed("

  /// The first cell with each id.
  private let ids: [String: Int]
  /// For each kind, the places among their like of its cells that have no id.
  private let places: [Kind: [Int: Int]]

  /// Why a cell has a program of its own.
  private enum Kind: String {
    case alone
    case compiled
    case error
    case crash

    static func of(_ cell: Cell) -> [Kind] {
      let mode: Kind? =
        switch cell.options.mode {
        case .noRun: .compiled
        case .error: .error
        case .crash, .exit: .crash
        case .run, .warning, .skip, .include: nil
        }
      return (cell.options.program == .fresh(name: nil) ? [.alone] : []) + [mode].compactMap { $0 }
    }
  }

  init(document: Document, variesSeeds: Bool = false) {
    self.document = document
    var ids: [String: Int] = [:]
    var places: [Kind: [Int: Int]] = [:]
    for (index, cell) in document.cells.enumerated() {
      if let id = cell.options.id {
        if ids[id] == nil { ids[id] = index }
      } else {
        for kind in Kind.of(cell) { places[kind, default: [:]][index] = places[kind, default: [:]].count + 1 }
      }
    }
    self.ids = ids
    self.places = places
    seeds = variesSeeds ? document.seedLiterals() : [:]
    values = Dictionary(grouping: document.values.indices) { document.values[$0].cell }
  }

  /// The seconds that a cell may take unless it says otherwise.
  static let timeLimit = 10.0
  /// The seconds that a slow cell may take unless it says otherwise.
  static let slowTimeLimit = 600.0

  func programs() -> [Program] {
    var programs: [Program] = []
    for group in groups() {
      let (name, members) = group
      var own: [Program] = []
      let run = members.filter { isRun($0) }
      if !run.isEmpty { own.append(session(named: name, run)) }
      // The cells that stand before the next one in its program: what the group begins with, then its members above.
      var above = used(by: members)
      for cell in members {
        switch document.cells[cell].options.mode {
        case .noRun: own.append(compileOnly(.noRun(cell: cell), above, cell))
        case .error: own.append(compileOnly(.error(cell: cell), above, cell))
        case .crash, .exit: own.append(ending(above, cell))
        case .run, .warning: above.append(cell)
        case .skip, .include: break
        }
      }
      // Cells that share a program share what it needs.
      let options = (used(by: members) + members).map { document.cells[$0].options }
      let conditions = options.flatMap(\.conditions).reduce(into: [Condition]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      let isSlow = options.contains(where: \.isSlow)
      for index in own.indices {
        own[index].conditions = conditions
        own[index].isSlow = isSlow
      }
      programs += own
    }
    for index in document.exercises.indices { programs += answers(to: index) }
    return Self.distinct(programs)
  }

  /// Programs whose names differ: an id may be a number, and so the place of another cell.
  private static func distinct(_ programs: [Program]) -> [Program] {
    var seen: Set<String> = []
    return programs.map { program in
      var program = program
      var number = 2
      let name = program.name
      while !seen.insert(program.name).inserted {
        program.name = "\(name)_\(number)"
        number += 1
      }
      return program
    }
  }

  /// The cells of the session and of each `fresh` group, in order of their first cell.
  func groups() -> [(name: String, cells: [Int])] {
    var groups: [(name: String, cells: [Int])] = [("", [])]
    var named: [String: Int] = [:]
    for (index, cell) in document.cells.enumerated() where !cell.role.isExercise {
      switch cell.options.program {
      case .session: groups[0].cells.append(index)
      case .fresh(nil): groups.append((name(of: index, .alone), [index]))
      case .fresh(let name?):
        let name = "fresh_" + Self.identifier(name)
        if let existing = named[name] {
          groups[existing].cells.append(index)
        } else {
          named[name] = groups.count
          groups.append((name, [index]))
        }
      }
    }
    return groups
  }

  private func isRun(_ cell: Int) -> Bool {
    document.cells[cell].options.mode == .run || document.cells[cell].options.mode == .warning
  }

  private func used(by members: [Int]) -> [Int] {
    members.flatMap { document.cells[$0].options.uses }.compactMap { ids[$0] }.reduce(into: []) { cells, cell in
      if !cells.contains(cell), !members.contains(cell) { cells.append(cell) }
    }
  }

  private func session(named name: String, _ cells: [Int]) -> Program {
    var writer = writer(.session, suffix: name)
    writer.seeds = seeds
    for cell in used(by: cells) { writer.copy(document.cells[cell], index: cell) }
    for cell in cells { writer.add(document.cells[cell], index: cell, values: values(after: cell)) }
    return writer.finish()
  }

  private func values(after cell: Int) -> [(Int, ProseValue)] {
    values[cell, default: []].map { ($0, document.values[$0]) }
  }

  private func compileOnly(_ purpose: Program.Purpose, _ above: [Int], _ cell: Int) -> Program {
    let suffix = name(of: cell, document.cells[cell].options.mode == .error ? .error : .compiled)
    var writer = writer(purpose, suffix: suffix)
    for cell in above { writer.copy(document.cells[cell], index: cell) }
    writer.addVerbatim(document.cells[cell], index: cell)
    return writer.finish()
  }

  private func ending(_ above: [Int], _ cell: Int) -> Program {
    var writer = writer(.crash(cell: cell), suffix: name(of: cell, .crash))
    for cell in above { writer.copy(document.cells[cell], index: cell) }
    writer.addTrap(document.cells[cell], index: cell)
    return writer.finish()
  }

  /// What sets a cell's program apart: its id, else its place among the cells of its kind that have none.
  ///
  /// So an edit elsewhere leaves the program's name, and with it its result, as it is.
  private func name(of cell: Int, _ kind: Kind) -> String {
    if let id = document.cells[cell].options.id { return "\(kind.rawValue)_\(Self.identifier(id))" }
    return "\(kind.rawValue)_\(places[kind]?[cell] ?? 1)"
  }

  private func answers(to index: Int) -> [Program] {
    let exercise = document.exercises[index]
    let answers = [exercise.stub, exercise.solution].compactMap { $0 } + exercise.wrongAnswers.map(\.cell)
    return answers.map { answer($0, to: index) }
  }

  /// One of the chapter's own answers to an exercise.
  func answer(_ cell: Int, to index: Int) -> Program {
    let exercise = document.exercises[index]
    let role =
      switch cell {
      case exercise.stub: "stub"
      case exercise.solution: "solution"
      default: "wrong_\((exercise.wrongAnswers.firstIndex { $0.cell == cell } ?? 0) + 1)"
      }
    let suffix = "exercise_\(Self.identifier(exercise.id))_\(role)"
    var writer = writer(.answer(exercise: index, cell: cell), suffix: suffix)
    copyGiven(of: index, into: &writer)
    writer.addAnswer(document.cells[cell], index: cell, tests: tests(of: index))
    return writer.finish()
  }

  /// A learner's answer to an exercise; it may run for so many seconds.
  func answer(_ file: SourceText, to index: Int, seconds: Double, withTests: Bool = true) -> Program {
    let stub = document.exercises[index].stub ?? 0
    var writer = writer(.answer(exercise: index, cell: stub), suffix: "learner")
    copyGiven(of: index, into: &writer, isLocated: false)
    writer.addAnswer(file: file, index: stub, tests: withTests ? tests(of: index) : [], seconds: seconds)
    return writer.finish()
  }

  private func copyGiven(of index: Int, into writer: inout ProgramWriter, isLocated: Bool = true) {
    let exercise = document.exercises[index]
    let used = exercise.uses.compactMap { ids[$0] }
    for cell in used + exercise.given {
      writer.copy(document.cells[cell], index: cell, isLocated: isLocated)
    }
  }

  private func tests(of index: Int) -> [Cell] {
    document.exercises[index].tests.map { document.cells[$0] }
  }

  private func writer(_ purpose: Program.Purpose, suffix: String) -> ProgramWriter {
    let name = "chapter_" + Self.identifier(document.slug) + (suffix.isEmpty ? "" : "__" + suffix)
    return ProgramWriter(name: name, purpose: purpose)
  }

  /// A text as part of a module's name, which allows letters, digits and underscores: another one for another text.
  ///
  /// A hyphen becomes an underscore, and everything else but small letters and digits an `X` with its code. Two
  /// underscores never follow each other, so that they can part a chapter's name from what comes behind it.
  static func identifier(_ text: String) -> String {
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "-") where name.last != "_" && !name.isEmpty: name += "_"
      default: name += "X" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return name
  }
}
