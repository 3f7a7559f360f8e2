extension Runner {
  /// Runs the sessions of a chapter with the author's seeds and with others; nothing of it is kept.
  ///
  /// Each program is compiled once. Seeds are moved together: with the second run, every seed is one higher than the
  /// author's, with the third two, and so on.
  ///
  /// - Parameters:
  ///   - document: The chapter.
  ///   - count: How many other seeds.
  /// - Returns: A run for the author's seeds and one for each of the others, with the programs that have seeds; `nil` if
  ///   there are none.
  func runs(of document: Document, withOtherSeeds count: Int) async throws(NotebookError) -> [Run]? {
    let programs = Tangler(document: document, variesSeeds: true).programs().filter {
      $0.purpose == .session && $0.text.containsFast(Tangler.seedCall)
    }
    if programs.isEmpty { return nil }
    let folder = try scratchFolder()
    defer { Files.remove(folder) }
    let compiler = Compiler(toolchain: toolchain, modules: modules, folder: folder)
    let compiled = try await inParallel(programs) { program throws(NotebookError) in
      try await compiler.compile(program)
    }
    let linked = zip(programs, compiled).compactMap { program, result in
      result.object.map { (name: program.name, object: $0) }
    }
    if linked.isEmpty { return nil }
    let executable = try await Linker(toolchain: toolchain, modules: modules, folder: folder).link(linked)
    let ready = zip(programs, compiled).filter { $0.1.object != nil }
    let tasks = (0...count).flatMap { shift in ready.map { (shift: shift, program: $0.0, compiled: $0.1) } }
    let outcomes = try await inParallel(Array(tasks.indices)) { index throws(NotebookError) in
      let (shift, program, compiled) = tasks[index]
      return try await Execution(
        executable: executable, program: program, folder: "\(folder)/\(program.name)-\(shift)",
        ignorable: compiled.ignorable, data: data, seedShift: shift
      ).run()
    }
    var runs = (0...count).map { _ in Run() }
    for (task, outcome) in zip(tasks, outcomes) {
      runs[task.shift].add(
        task.program, task.program.located(task.compiled), task.program.located(outcome), of: document, isKept: false)
    }
    return runs
  }
}
