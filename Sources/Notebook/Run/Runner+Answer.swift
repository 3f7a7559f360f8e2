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
  public func run(
    answer: SourceText, to index: Int, of document: Document, seed: UInt64, seconds: Double
  ) async throws(NotebookError) -> AnswerRun {
    let program = Tangler(document: document).answer(answer, to: index, seconds: seconds)
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let (compiled, executable) = try await build([program], path: answer.path, in: folder)
    return try await run(program, compiled[0], executable, path: answer.path, seed: seed, in: folder)
  }

  /// Runs some of the chapter's own answers to an exercise with a seed; what was compiled for them is kept, so that the
  /// next call only runs.
  ///
  /// - Parameters:
  ///   - cells: The indices of the answers' cells: stub, solution or wrong answers.
  ///   - index: The exercise's index in `document.exercises`.
  ///   - document: The chapter.
  ///   - seed: What the tests draw their data from.
  public func run(
    answers cells: [Int], to index: Int, of document: Document, seed: UInt64
  ) async throws(NotebookError) -> [AnswerRun] {
    let programs = cells.map { Tangler(document: document).answer($0, to: index) }
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let executable = try await kept(programs, path: document.source.path, in: folder)
    let success = Compiler.Result(object: executable, isSuccess: true, messages: [], seconds: 0)
    var runs: [AnswerRun] = []
    for program in programs {
      runs.append(
        try await run(program, success, executable, path: document.source.path, seed: seed, in: folder))
    }
    return runs
  }

  /// The executable of programs that the book's author proves: built once for each state of texts, modules and compiler.
  private func kept(_ programs: [Program], path: String, in folder: String) async throws(NotebookError) -> String {
    var digest = Digest()
    digest.add(toolchain.identity)
    digest.add(modules.key)
    for program in programs { digest.add(program.text) }
    let shelf = book.cacheFolder + "/answers/" + (programs.map(\.name).first ?? "none") + "-\(programs.count)"
    let executable = "\(shelf)/\(digest.text)"
    if Files.exists(executable) { return executable }
    let (compiled, built) = try await build(programs, path: path, in: folder)
    if let broken = compiled.firstIndex(where: { !$0.isSuccess }) {
      let errors = compiled[broken].messages.filter { $0.severity == .error }.map(\.text)
      throw NotebookError(
        .programNotRun, "an answer that comes with the book does not compile (`notebook check` says more)",
        cause: errors.joined(separator: "\n"))
    }
    for old in Files.names(in: shelf) { Files.remove("\(shelf)/\(old)") }
    try Files.createFolder(shelf)
    try Files.move(built, to: executable)
    return executable
  }

  private func build(
    _ programs: [Program], path: String, in folder: String
  ) async throws(NotebookError) -> (compiled: [Compiler.Result], executable: String) {
    let compiler = Compiler(toolchain: toolchain, modules: modules, folder: folder)
    let compiled = try await inParallel(programs) { program throws(NotebookError) in
      try await compiler.compile(program, path: path)
    }
    let linked = zip(programs, compiled).compactMap { program, result in
      result.object.map { (name: program.name, object: $0) }
    }
    if linked.isEmpty { return (compiled, "") }
    return (compiled, try await Linker(toolchain: toolchain, modules: modules, folder: folder).link(linked))
  }

  private func run(
    _ program: Program, _ compiled: Compiler.Result, _ executable: String, path: String, seed: UInt64, in folder: String
  ) async throws(NotebookError) -> AnswerRun {
    guard case .answer(let exercise, let cell) = program.purpose else {
      preconditionFailure("only answers are run one by one")
    }
    guard compiled.object != nil else {
      return AnswerRun(exercise: exercise, cell: cell, ending: .notCompiled, results: [], messages: compiled.messages)
    }
    let result = try await Execution(
      executable: executable, program: program, chapter: path, folder: "\(folder)/\(program.name)", seed: seed
    ).run()
    return AnswerRun(
      exercise: exercise, cell: cell, ending: result.ending, results: result.expectations, messages: compiled.messages,
      printed: result.cells[cell]?.text ?? "")
  }
}
