#if canImport(Glibc)
  @preconcurrency internal import Glibc
#elseif canImport(Musl)
  @preconcurrency internal import Musl
#elseif canImport(Darwin)
  @preconcurrency internal import Darwin
#endif

/// The limits of a program.
struct Limits {
  /// Its scratch folder.
  var folder: String
  /// How large each file that it writes may become.
  var fileMegabytes: Int
  /// How much memory it may hold.
  var memoryMegabytes: Int
  /// The limit of its computing time, in seconds.
  var seconds: Int
  /// The greatest number of processes at a time.
  var processes: Int

  /// How many seconds may pass where a program may compute for so many.
  ///
  /// Only what a program computes is held against it, since a busy machine may let it wait; but one that only waits must
  /// end too.
  static func patience(_ seconds: Double) -> Double { seconds * 2 + 10 }
}

/// The running program: which cell it is in, and where it writes.
///
/// Each cell prints into a file of its own. That keeps every byte that a cell printed before it trapped, and there is
/// no mark in the output that a cell could forge.
struct Session {
  nonisolated(unsafe) static var current = Session()

  private(set) var channel: Channel?
  private var folder = ""
  private(set) var cell: Int = -1
  /// When the current cell began; `nil` before the first.
  private var began: UInt64?

  mutating func start(_ limits: Limits) {
    #if os(Linux)
      Supervisor(limits: limits).start()
    #endif
    folder = limits.folder
    channel = Channel(folder: folder)
    Self.limit(Int32(RLIMIT_FSIZE.rawValue), to: limits.fileMegabytes << 20)
    Self.limit(Int32(RLIMIT_DATA.rawValue), to: limits.memoryMegabytes << 20)
    // At the softer of the two limits the system says that the time is over, at the harder one it only kills.
    Self.limit(Int32(RLIMIT_CPU.rawValue), to: limits.seconds, at: limits.seconds + 1)
    Self.limit(Int32(RLIMIT_CORE.rawValue), to: 0)
    // Without a buffer, a trap loses nothing of what was printed.
    setvbuf(stdout, nil, _IONBF, 0)
  }

  static func limit(_ resource: Int32, to value: Int, at most: Int? = nil) {
    let most = most ?? value
    #if canImport(Glibc)
      var limits = rlimit(rlim_cur: UInt(value), rlim_max: UInt(most))
      setrlimit(__rlimit_resource_t(resource), &limits)
    #else
      var limits = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(most))
      setrlimit(resource, &limits)
    #endif
  }

  mutating func enter(cell index: Int, seconds: Double) {
    fflush(stdout)
    writeCost()
    cell = index
    redirect(STDOUT_FILENO, to: "\(folder)/\(index).out")
    redirect(STDERR_FILENO, to: "\(folder)/\(index).err")
    channel?.write("cell", ["\(index)", "\(seconds)"])
    setTimer(.computing, seconds)
    setTimer(.waiting, Limits.patience(seconds))
    began = Cost.nanoseconds
  }

  /// Writes down what the cell that ends here took.
  private func writeCost() {
    guard let began else { return }
    channel?.write("cost", ["\(Cost.nanoseconds - began)", "\(Cost.peakKilobytes)", "\(Cost.computingNanoseconds)"])
  }

  /// A timer of the system, whose signal ends a program that takes too long.
  private enum Timer {
    /// Counts what the program computes, and sends SIGPROF.
    case computing
    /// Counts what passes, and sends SIGALRM.
    case waiting
  }

  /// Ends the program when the cell takes longer than it may.
  private func setTimer(_ timer: Timer, _ seconds: Double) {
    var time = itimerval()
    time.it_value.tv_sec = Int(seconds)
    time.it_value.tv_usec = .init((seconds - Double(Int(seconds))) * 1e6)
    #if canImport(Glibc)
      let which = timer == .computing ? ITIMER_PROF : ITIMER_REAL
      setitimer(__itimer_which_t(which.rawValue), &time, nil)
    #else
      setitimer(timer == .computing ? Int32(ITIMER_PROF) : Int32(ITIMER_REAL), &time, nil)
    #endif
  }

  private func redirect(_ descriptor: Int32, to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    dup2(file, descriptor)
    close(file)
  }

  /// The number of bytes that the current cell has printed: the place of a displayed figure among them.
  var printed: Int {
    fflush(stdout)
    var status = stat()
    fstat(STDOUT_FILENO, &status)
    return Int(status.st_size)
  }

  mutating func end() {
    fflush(stdout)
    writeCost()
    channel?.write("end", [])
  }
}

// What the tangler writes into a program. The names begin with an underscore, so that no cell's own name meets them.

/// Runs one of the programs that are linked into this executable.
///
/// The arguments are its name, its scratch folder, and how much it may write, hold, compute and start.
public func _notebookRun() {
  let arguments = CommandLine.arguments
  let limits = arguments.dropFirst(3).compactMap { Int($0) }
  guard limits.count == 4 else { fatalError("a program is told its name, its folder and four limits") }
  Session.current.start(
    Limits(
      folder: arguments[2], fileMegabytes: limits[0], memoryMegabytes: limits[1], seconds: limits[2],
      processes: limits[3]))
  typealias Entry =
    @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  guard let entry = dlsym(dlopen(nil, RTLD_NOW), arguments[1]) else { fatalError("no program \(arguments[1])") }
  let status = unsafeBitCast(entry, to: Entry.self)(CommandLine.argc, CommandLine.unsafeArgv)
  precondition(status == 0)
}

/// Enters a cell, which may take so many seconds.
public func _notebookCell(_ index: Int, _ seconds: Double) {
  Session.current.enter(cell: index, seconds: seconds)
}

/// Writes down which statement is next: an error that it throws at the top level ends the program without a place.
public func _notebookStatement(_ line: Int = #line) {
  Session.current.channel?.write("statement", ["\(line)"])
}

/// Ends a program that ran to its last line.
public func _notebookEnd() {
  Session.current.end()
}

/// Writes down the value of a statement that has a `// =>` behind it.
public func _notebookValue<T>(_ index: Int, _ value: T) {
  record("value", index, value)
}

/// Writes down the value of an expression in prose.
public func _notebookProse<T>(_ index: Int, _ value: T) {
  record("prose", index, value)
}

private func record<T>(_ name: String, _ index: Int, _ value: T) {
  let channel = Session.current.channel
  switch Description.of(value) {
  // An exported program is nobody's session: it tells the reader, by the chapter's line.
  case .success(let text):
    if let channel { channel.write(name, ["\(index)", text]) } else { print("line \(index): => \(text)") }
  case .failure(let problem): channel?.write("undescribed", ["\(name)", "\(index)"] + problem.fields)
  }
}
