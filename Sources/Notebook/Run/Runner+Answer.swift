extension Runner {
  /// Compiles a learner's answer with an exercise's given code and tests, and runs it once.
  ///
  /// Positions in the result's messages and its crash line refer to the learner's file; what is wrong elsewhere, as when
  /// a test does not find the function that it calls, has none.
  ///
  /// - Parameters:
  ///   - answer: The learner's file.
  ///   - index: The exercise's index in `document.exercises`.
  ///   - document: The chapter.
  ///   - seed: What the tests draw their data from.
  ///   - seconds: How long the answer may run.
  ///   - withTests: Whether the exercise's tests run behind the answer.
  public func run(
    answer: SourceText, to index: Int, of document: Document, seed: UInt64, seconds: Double, withTests: Bool = true
  ) async throws(NotebookError) -> AnswerRun {
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let program = Tangler(document: document).answer(answer, to: index, seconds: seconds, withTests: withTests)
    let (compiled, executable) = try await build([program], in: folder)
    return try await run(program, compiled[0], executable, seed: seed, in: folder)
  }

  /// Compiles the answers that come with an exercise: its solution and the typical wrong ones.
  ///
  /// What was compiled is kept for each state of texts, modules and compiler, so that the next call only looks it up.
  ///
  /// - Parameters:
  ///   - index: The exercise's index in `document.exercises`.
  ///   - document: The chapter.
  public func bookAnswers(to index: Int, of document: Document) async throws(NotebookError) -> BookAnswers {
    let exercise = document.exercises[index]
    let cells = [exercise.solution].compactMap { $0 } + exercise.wrongAnswers.map(\.cell)
    let programs = cells.map { Tangler(document: document).answer($0, to: index) }
    var digest = Digest()
    for part in [toolchain.identity] + programs.flatMap({ [modules.key(of: $0), $0.text] }) { digest.add(part) }
    let shelf = "\(book.cacheFolder)/answers/\(programs.map(\.name).first ?? "none")"
    let executable = "\(shelf)/\(digest.text)"
    let answers = BookAnswers(executable: executable, programs: programs)
    if Files.exists(executable) { return answers }
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let (compiled, built) = try await build(programs, in: folder)
    if let broken = compiled.firstIndex(where: { !$0.isSuccess }) {
      let errors = compiled[broken].messages.filter { $0.severity == .error }.map(\.text)
      throw NotebookError(
        .programNotRun, "an answer that comes with the book does not compile (`notebook check` says more)",
        cause: errors.joined(separator: "\n"))
    }
    // Another run of the tool may have put the same there meanwhile, and be starting it.
    for old in Files.names(in: shelf) where old != digest.text { Files.remove("\(shelf)/\(old)") }
    try Files.createFolder(shelf)
    try Files.move(built, to: executable)
    return answers
  }

  /// Runs some of an exercise's own answers with a seed, side by side.
  ///
  /// - Parameters:
  ///   - cells: The indices of the answers' cells.
  ///   - answers: The compiled answers.
  ///   - seed: What the tests draw their data from.
  public func run(
    _ cells: [Int], of answers: BookAnswers, seed: UInt64
  ) async throws(NotebookError) -> [AnswerRun] {
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let success = Compiler.Result(object: answers.executable, isSuccess: true, messages: [], seconds: 0)
    let programs = cells.compactMap { cell in answers.programs.first { $0.cells == [cell] } }
    return try await inParallel(programs) { program throws(NotebookError) in
      try await run(program, success, answers.executable, seed: seed, in: folder)
    }
  }

  private func build(
    _ programs: [Program], in folder: String
  ) async throws(NotebookError) -> (compiled: [Compiler.Result], executable: String) {
    let compiler = Compiler(toolchain: toolchain, modules: modules, folder: folder)
    let compiled = try await inParallel(programs) { program throws(NotebookError) in
      try await compiler.compile(program)
    }
    let linked = zip(programs, compiled).compactMap { program, result in
      result.object.map { (name: program.name, object: $0) }
    }
    if linked.isEmpty { return (compiled, "") }
    let executable = "\(folder)/programs"
    try await AnswerLinker(toolchain: toolchain, modules: modules, shelf: book.cacheFolder + "/answers")
      .link(linked, to: executable)
    return (compiled, executable)
  }

  private func run(
    _ program: Program, _ compiled: Compiler.Result, _ executable: String, seed: UInt64, in folder: String
  ) async throws(NotebookError) -> AnswerRun {
    guard case .answer(let exercise, let cell) = program.purpose else {
      preconditionFailure("only answers are run one by one")
    }
    let messages = program.located(compiled).messages
    guard compiled.object != nil else {
      return AnswerRun(exercise: exercise, cell: cell, ending: .notCompiled, results: [], messages: messages)
    }
    let result = program.located(
      try await Execution(
        executable: executable, program: program, folder: "\(folder)/\(program.name)", data: data, seed: seed
      ).run())
    var run = AnswerRun(
      exercise: exercise, cell: cell, ending: result.ending, results: result.expectations, messages: messages,
      printed: result.cells[cell]?.text ?? "", figures: result.cells[cell]?.figures ?? [])
    run.seconds = result.computingSeconds
    return run
  }
}

/// The answers that come with an exercise, compiled and ready to run.
public struct BookAnswers: Sendable {
  let executable: String
  let programs: [Program]
}
