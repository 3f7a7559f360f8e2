internal import Foundation

/// Compiles, links and runs the programs of many chapters together: all compiles in parallel, one link, all runs in
/// parallel.
public struct Runner: Sendable {
  /// The compiler.
  public let toolchain: Toolchain
  let book: Book
  let modules: Modules
  let data: DataFolder
  private let jobs: Int
  let cache: ResultCache
  private let usesCache: Bool
  private let rerunsSlowCells: Bool
  private let runsTwice: Bool

  /// Finds the compiler and builds the modules that cells import.
  public init(
    book: Book, jobs: Int? = nil, usesCache: Bool = true, rerunsSlowCells: Bool = false, runsTwice: Bool = false,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(NotebookError) {
    self.book = book
    self.usesCache = usesCache
    self.rerunsSlowCells = rerunsSlowCells
    self.runsTwice = runsTwice
    self.jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    var facts = FileFacts(folder: book.cacheFolder)
    toolchain = try await Toolchain.find(&facts)
    modules = try await ModuleBuilder(book: book, toolchain: toolchain, progress: progress).build(&facts)
    data = try await DataFolder(of: book, &facts)
    cache = ResultCache(
      folder: book.resultsFolder,
      environment: toolchain.identity + Toolchain.environment + (try await ResultCache.tool(&facts)),
      modules: modules, data: data)
    facts.save()
    removeForgottenFolders()
  }

  /// A digest of all that results depend on beside the chapters: compiler, tool, modules, data.
  var key: String {
    var digest = Digest()
    digest.add(cache.environment)
    digest.add(modules.key)
    digest.add(data.digest)
    return digest.text
  }

  /// One program and the chapter that it belongs to.
  private struct Task: Sendable {
    var chapter: Int
    var program: Program
  }

  /// Runs the programs of all chapters; `finished` hears of each chapter, in no fixed order, when its last program ended.
  ///
  /// A chapter that does not compile, traps or runs too long is a result, not an error: only the tool's own trouble is
  /// thrown.
  public func run(
    _ documents: [Document],
    finished: @escaping @Sendable (Int, Run) async throws(NotebookError) -> Void = { _, _ in }
  ) async throws(NotebookError) -> [Run] {
    let tasks = documents.enumerated().flatMap { index, document in
      document.tangle().map { Task(chapter: index, program: $0) }
    }
    let known = tasks.map { refused($0.program) ?? kept($0.program) }
    let missing = tasks.indices.filter { known[$0] == nil }
    // Where everything is known nothing is written, so that a book on a read-only disk can be checked again.
    let folder = missing.isEmpty ? "" : try scratchFolder()
    defer { if !folder.isEmpty { Files.remove(folder) } }
    let compiler = Compiler(toolchain: toolchain, modules: modules, folder: folder)
    let fresh = try await inParallel(missing) { index throws(NotebookError) in
      try await compiler.compile(tasks[index].program)
    }
    let compiled = Dictionary(uniqueKeysWithValues: zip(missing, fresh))
    let linked = missing.compactMap { index in
      compiled[index]?.object.map { (name: tasks[index].program.name, object: $0) }
    }
    var executable = ""
    if !linked.isEmpty {
      executable = try await Linker(toolchain: toolchain, modules: modules, folder: folder).link(linked)
    }
    let collector = Collector(documents: documents, tasks: tasks.map(\.chapter), finished: finished)
    let withPrograms = Set(tasks.map(\.chapter))
    for chapter in documents.indices where !withPrograms.contains(chapter) {
      try await finished(chapter, Run())
    }
    let path = executable
    for index in tasks.indices {
      guard let result = known[index] else { continue }
      try await collector.add(
        tasks[index].program, result.compiled, result.outcome, chapter: tasks[index].chapter, isKept: true)
    }
    // Long programs first, so that none is left alone at the end.
    let order = missing.sorted { (tasks[$1].program.timeLimit, $0) < (tasks[$0].program.timeLimit, $1) }
    _ = try await inParallel(order) { index throws(NotebookError) in
      let task = tasks[index]
      guard let compiled = compiled[index] else { return }
      var outcome: Execution.Result?
      if compiled.object != nil {
        outcome = try await Execution(
          executable: path, program: task.program, folder: "\(folder)/\(task.program.name)",
          ignorable: compiled.ignorable, data: data
        ).run()
      }
      cache.store(ResultCache.Entry(compiled: compiled, outcome: outcome), of: task.program)
      if runsTwice, let outcome {
        let again = try await Execution(
          executable: path, program: task.program, folder: "\(folder)/\(task.program.name)-again",
          ignorable: compiled.ignorable, data: data
        ).run()
        let (first, second) = (task.program.located(outcome), task.program.located(again))
        await collector.add(Variation.between(first, second, of: task.program), chapter: task.chapter)
      }
      try await collector.add(task.program, compiled, outcome, chapter: task.chapter, isKept: false)
    }
    if !missing.isEmpty { cache.trim() }
    return await collector.runs
  }

  /// What the code of each program names; a program whose result was not kept is compiled.
  func names(in programs: [Program]) async throws(NotebookError) -> [[NamedSymbol]] {
    let kept = programs.map(cache.names)
    let missing = programs.indices.filter { kept[$0] == nil && refused(programs[$0]) == nil }
    let folder = missing.isEmpty ? "" : try scratchFolder()
    defer { if !folder.isEmpty { Files.remove(folder) } }
    let compiler = Compiler(toolchain: toolchain, modules: modules, folder: folder)
    let fresh = try await inParallel(missing) { index throws(NotebookError) in
      try await compiler.compile(programs[index]).names
    }
    let found = Dictionary(uniqueKeysWithValues: zip(missing, fresh))
    return programs.indices.map { kept[$0] ?? found[$0] ?? [] }
  }

  /// What stands for a program that this machine cannot compile, as its cells say; `nil` where it can.
  private func refused(_ program: Program) -> ResultCache.Entry? {
    let reasons = program.conditions.compactMap { $0.refusal(version: toolchain.version, system: .current) }
    guard let reason = reasons.first else { return nil }
    var outcome = Execution.Result()
    for number in program.cells.indices {
      outcome.cells[number] = CellRun()
      outcome.cells[number]?.ending = .skipped(reason: reason)
    }
    return ResultCache.Entry(
      compiled: Compiler.Result(object: nil, isSuccess: true, messages: [], seconds: 0), outcome: outcome)
  }

  /// The result of the last time, where it stands for another run.
  private func kept(_ program: Program) -> ResultCache.Entry? {
    if runsTwice { return nil }
    let stands = program.isSlow ? !rerunsSlowCells : usesCache
    return stands ? cache.result(of: program) : nil
  }

  /// A new folder for sources, objects and what programs write; whoever asks removes it.
  func scratchFolder() throws(NotebookError) -> String {
    let name = "work-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
    let folder = "\(book.cacheFolder)/\(name)"
    try Files.createFolder(folder)
    return folder
  }

  /// Removes what tools that were killed have left.
  private func removeForgottenFolders() {
    for name in Files.names(in: book.cacheFolder) {
      guard let owner = name.wholeMatch(of: #/work-(\d+)-\d+/#).flatMap({ pid_t($0.1) }) else { continue }
      if kill(owner, 0) != 0, errno == ESRCH { Files.remove("\(book.cacheFolder)/\(name)") }
    }
  }

  /// Maps in parallel, at most `jobs` at a time; results keep the order of their inputs.
  func inParallel<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ body: @escaping @Sendable (Input) async throws(NotebookError) -> Output
  ) async throws(NotebookError) -> [Output] {
    do {
      return try await withThrowingTaskGroup(of: (Int, Output).self) { group in
        var results: [Output?] = Array(repeating: nil, count: inputs.count)
        var next = 0
        func add() {
          guard next < inputs.count else { return }
          let index = next
          next += 1
          group.addTask { (index, try await body(inputs[index])) }
        }
        for _ in 0..<jobs { add() }
        while let (index, output) = try await group.next() {
          results[index] = output
          add()
        }
        return results.compactMap { $0 }
      }
    } catch let error as NotebookError {
      throw error
    } catch {
      throw NotebookError(.programNotRun, "the programs", cause: "\(error)")
    }
  }
}

/// Puts what the programs did together into one run a chapter.
private actor Collector {
  private(set) var runs: [Run]
  private var open: [Int]
  private let documents: [Document]
  private let finished: @Sendable (Int, Run) async throws(NotebookError) -> Void

  init(
    documents: [Document], tasks: [Int], finished: @escaping @Sendable (Int, Run) async throws(NotebookError) -> Void
  ) {
    self.documents = documents
    self.finished = finished
    runs = documents.map { _ in Run() }
    open = documents.indices.map { chapter in tasks.count { $0 == chapter } }
  }

  func add(_ variations: [Variation], chapter: Int) {
    runs[chapter].variations += variations
  }

  func add(
    _ program: Program, _ compiled: Compiler.Result, _ outcome: Execution.Result?, chapter: Int, isKept: Bool
  ) async throws(NotebookError) {
    runs[chapter].add(
      program, program.located(compiled), outcome.map(program.located), of: documents[chapter], isKept: isKept)
    open[chapter] -= 1
    if open[chapter] == 0 { try await finished(chapter, runs[chapter]) }
  }
}

extension Run {
  /// Adds what one program did, be it now or when its result was kept.
  mutating func add(
    _ program: Program, _ compiled: Compiler.Result, _ outcome: Execution.Result?, of document: Document, isKept: Bool
  ) {
    compileSeconds += compiled.seconds
    forward += compiled.forward
    runSeconds += outcome?.seconds ?? 0
    let peak = outcome?.cells.values.compactMap(\.cost?.peakMemory).max()
    programs.append(
      ProgramCost(
        purpose: program.purpose, name: program.name, cells: program.cells, compileSeconds: compiled.seconds,
        runSeconds: outcome?.seconds, peakMemory: peak, isKept: isKept))
    programs.sort { $0.name < $1.name }
    if case .answer(let exercise, let cell) = program.purpose {
      answers.append(
        AnswerRun(
          exercise: exercise, cell: cell, ending: outcome?.ending ?? .notCompiled,
          results: outcome?.expectations ?? [], messages: compiled.messages))
      answers.sort { ($0.exercise, $0.cell) < ($1.exercise, $1.cell) }
      return
    }
    for (number, cell) in program.cells.enumerated() {
      var run = outcome?.cells[cell] ?? CellRun()
      if let type = compiled.unshown[number], let line = program.shownLine(of: number).flatMap({ program.origins[$0] })
      {
        run.undescribed.append(
          CellRun.Undescribed(place: .line(line.line), type: type, isSequence: false, isBound: true))
      }
      run.messages = compiled.messages.filter { message in
        message.position.map { document.cells[cell].contains($0) } ?? false
      }
      if outcome == nil {
        run.ending =
          compiled.isSuccess ? .compiled : run.messages.contains { $0.severity == .error } ? .notCompiled : .notRun
      }
      cells[cell] = run
    }
    if let outcome { values.merge(outcome.values) { $1 } }
    // Messages about a prose value, about no line at all, or about the copy of a cell: where the cell's own program
    // says the same, the judge tells it once.
    stray += compiled.messages.filter { message in
      guard message.severity == .error else { return false }
      guard let position = message.position else { return true }
      return !program.cells.contains { document.cells[$0].contains(position) }
    }
    if case .finished? = outcome?.ending {
    } else if let outcome, let current = outcome.cells.keys.min(), current < 0 {
      // It ended in the copy of the cells above: the session reports the same.
      for cell in program.cells where outcome.cells[cell] == nil { cells[cell]?.ending = .notRun }
    }
  }
}

extension Cell {
  /// True if a place of the chapter is in the cell's code.
  func contains(_ position: SourcePosition) -> Bool {
    guard let first = lines.first, let last = lines.last else { return false }
    return (first.position.line...last.position.line).contains(position.line)
  }
}
