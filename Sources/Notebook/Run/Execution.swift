internal import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Runs one linked program in a process group and scratch folder of its own, and reads what it did.
struct Execution {
  let executable: String
  let program: Program
  /// The program's scratch folder.
  let folder: String
  /// The numbers of the cells whose last value is not shown.
  var ignorable: Set<Int> = []
  /// The files that the program may read.
  var data = DataFolder()
  /// The seed of an exercise's tests.
  var seed: UInt64 = 1
  /// How far the chapter's own seeds are from the author's.
  var seedShift = 0

  /// How much a program may write into one file, in megabytes.
  static let fileMegabytes = 64
  /// How much memory a program may hold, in megabytes.
  static let memoryMegabytes = 2048
  /// The greatest number of processes of a program.
  static let processes = 64

  /// The outcome, by cell; cells, values and lines are numbered as in the program: see `Program.located`.
  struct Result: Equatable, Codable {
    var cells: [Int: CellRun] = [:]
    var values: [Int: String] = [:]
    var expectations: [AnswerRun.Result] = []
    var ending = CellRun.Ending.finished
    var seconds = 0.0
    /// The processor time until its last cell ended: no more on a busy machine.
    var computingSeconds = 0.0
  }

  func run() async throws(NotebookError) -> Result {
    for name in ["work", "tmp"] { try Files.createFolder("\(folder)/\(name)") }
    try data.place(for: program, in: folder + "/work")
    let start = ContinuousClock.now
    let (status, isOverdue) = try await launch()
    var result = collect(status, isOverdue: isOverdue)
    result.seconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }

  /// The variables that a program sees: nothing of the author's machine.
  ///
  /// `Docs/isolation.md` lists them.
  private var environment: [Subprocess.Environment.Key: String] {
    var variables: [Subprocess.Environment.Key: String] = [
      "HOME": "\(folder)/work", "TMPDIR": "\(folder)/tmp",
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "SWIFT_DETERMINISTIC_HASHING": "1", "NOTEBOOK_SEED": "\(seed)",
      "SWIFT_BACKTRACE":
        "enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,sanitize=no,demangle=yes",
    ]
    if seedShift != 0 { variables["NOTEBOOK_SEED_SHIFT"] = "\(seedShift)" }
    return variables
  }

  private func launch() async throws(NotebookError) -> (TerminationStatus, isOverdue: Bool) {
    var options = PlatformOptions()
    options.processGroupID = 0
    let seconds = Int(program.timeLimit.rounded(.up)) + 5
    do {
      let result = try await Subprocess.run(
        .path(FilePath(executable)),
        arguments: [
          program.name, folder, "\(Self.fileMegabytes)", "\(Self.memoryMegabytes)", "\(seconds)", "\(Self.processes)",
        ],
        environment: .custom(environment),
        workingDirectory: FilePath(folder + "/work"),
        platformOptions: options, input: .none, output: .discarded, error: .discarded
      ) { execution in
        // A timer ends the program, and its supervisor does; this is for one that got rid of both. It waits longer than
        // `Limits.patience` of the runtime.
        await withTaskGroup(of: Bool.self) { group in
          group.addTask {
            do { try await Task.sleep(for: .seconds(seconds * 2 + 20)) } catch { return false }
            try? execution.send(signal: .kill, toProcessGroup: true)
            return true
          }
          group.addTask { await Self.ended(execution.processIdentifier.value) }
          let first = await group.next() ?? false
          group.cancelAll()
          return first
        }
      }
      kill(-result.processIdentifier.value, SIGKILL)
      return (result.terminationStatus, result.closureResult)
    } catch {
      throw NotebookError(.programNotRun, program.name, cause: "\(error)")
    }
  }

  /// Waits until a process has ended, without reaping it.
  private static func ended(_ process: pid_t) async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var info = siginfo_t()
        while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        continuation.resume(returning: false)
      }
    }
  }

  private func collect(_ status: TerminationStatus, isOverdue: Bool) -> Result {
    var reading = Reading(ignorable: ignorable, said: said)
    for event in RunEvent.read((try? Files.read(folder + "/events")) ?? []) { reading.add(event) }
    var result = reading.result
    for cell in result.cells.keys {
      let printed = (try? Files.read("\(folder)/\(cell).out")) ?? []
      result.cells[cell]?.outputs = interleave(printed, reading.displayed[cell] ?? [])
      result.cells[cell]?.isUTF8 = String(validating: printed, as: UTF8.self) != nil
      result.cells[cell]?.standardError = said(text(of: "\(cell).err"))
    }
    if let reason = reading.stopped {
      result.ending = .crashed(message: reason, line: nil)
    } else if !reading.hasEnded {
      result.ending = ending(status, isOverdue: isOverdue, reading)
    }
    if let current = reading.current, result.ending != .finished {
      result.cells[current]?.ending = result.ending
      if case .crashed = result.ending {
        let report = report(on: current, signal: 0)
        result.cells[current]?.standardError = said(report.before)
        result.cells[current]?.caller = report.caller
      }
    }
    return result
  }

  /// The events of a run, added up.
  private struct Reading {
    let ignorable: Set<Int>
    /// A text of the program as its reader should see it.
    let said: (String) -> String
    var result = Result()
    /// The cell that runs, and its limit in seconds.
    var current: Int?
    var limit = 0.0
    /// The line of the statement that runs.
    var statement: Int?
    /// The outputs that are not printed, each with its place among the printed bytes.
    var displayed: [Int: [(offset: Int, output: Output)]] = [:]
    var stopped: String?
    var hasEnded = false

    mutating func add(_ event: RunEvent) {
      switch event {
      case .cell(let cell, let limit):
        (current, self.limit, statement) = (cell, limit, nil)
        result.cells[cell] = CellRun()
        result.cells[cell]?.ending = .finished
      case .value(let index, let text):
        let text = said(text)
        change { $0.values[index] = text }
      case .prose(let index, let text): result.values[index] = said(text)
      case .shown(let text, let offset): if !isIgnored { display(.text(said(text) + "\n"), at: offset) }
      case .figure(let figure, let offset): display(.figure(figure), at: offset)
      case .table(let table, let offset): display(.table(table), at: offset)
      case .expectation(let expectation, let line):
        result.expectations.append(expectation)
        if let failure = expectation.failure {
          change { $0.failures.append(CellRun.Failure(label: expectation.label, line: line, text: failure)) }
        }
      case .undescribed(var value, let isShown):
        if isShown && isIgnored { return }
        value.type = said(value.type)
        change { $0.undescribed.append(value) }
      case .cost(let cost, let computed):
        result.computingSeconds = computed
        change { $0.cost = cost }
      case .statement(let line): statement = line
      case .stopped(let reason): stopped = reason
      case .end: hasEnded = true
      }
    }

    /// True if the last value of the cell that runs is not displayed.
    private var isIgnored: Bool { current.map(ignorable.contains) ?? false }

    private mutating func change(_ body: (inout CellRun) -> Void) {
      if let current { body(&result.cells[current, default: CellRun()]) }
    }

    private mutating func display(_ output: Output, at offset: Int) {
      if let current { displayed[current, default: []].append((offset, output)) }
    }
  }

  private func text(of name: String) -> String {
    TerminalText.settled(String(decoding: (try? Files.read("\(folder)/\(name)")) ?? [], as: UTF8.self))
  }

  private func report(on cell: Int?, signal: Int) -> CrashReport {
    CrashReport(
      standardError: cell.map { text(of: "\($0).err") } ?? "", program: program, signal: signal,
      cell: cell.flatMap { program.cellLines[safe: $0] })
  }

  /// A text of the program as its reader should see it: as a terminal would leave it, and without the module's name, which
  /// only the tool knows.
  private func said(_ text: String) -> String {
    TerminalText.settled(text.containsFast(program.name) ? text.replacing(program.name + ".", with: "") : text)
  }

  private func ending(_ status: TerminationStatus, isOverdue: Bool, _ reading: Reading) -> CellRun.Ending {
    if isOverdue { return .timedOut(limit: reading.limit) }
    switch status {
    case .exited(let code): return .exited(status: Int(code))
    case .signaled(let signal):
      if [SIGPROF, SIGALRM, SIGXCPU].contains(signal) { return .timedOut(limit: reading.limit) }
      let report = report(on: reading.current, signal: Int(signal))
      // Every statement of a cell that must trap is noted, and behind an `as!`; of other cells those that can throw.
      let isThrown = report.message.hasPrefix("Error raised at top level")
      let isCast = report.message.hasPrefix("Could not cast value of type") && program.text.containsFast("as!")
      let isNoted = isThrown || isCast || program.trapLines != nil
      return .crashed(message: said(report.message), line: report.line ?? (isNoted ? reading.statement : nil))
    }
  }

  /// Puts values, figures and tables among the printed bytes, where the cell displayed them.
  private func interleave(_ printed: [UInt8], _ displayed: [(offset: Int, output: Output)]) -> [Output] {
    var outputs: [Output] = []
    var text = ""
    var start = 0
    func print(to end: Int) {
      if end > start { text += String(decoding: printed[start..<end], as: UTF8.self) }
      start = max(start, end)
    }
    func flush() {
      if !text.isEmpty { outputs.append(.text(said(text))) }
      text = ""
    }
    for (offset, output) in displayed {
      print(to: min(offset, printed.count))
      if case .text(let value) = output {
        text += value
      } else {
        flush()
        outputs.append(output)
      }
    }
    print(to: printed.count)
    flush()
    return outputs
  }
}
