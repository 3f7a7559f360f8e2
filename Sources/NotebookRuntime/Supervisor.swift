#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

#if os(Linux)
  /// Stands between the tool and a program: ends with the program everything that it started, and ends the program when
  /// it takes too long or starts too many processes.
  ///
  /// The process that the tool starts forks. The child becomes the program, in a process group of its own; the parent
  /// watches, and is the one to whom Linux gives the program's orphans, so that none outlives it unseen.
  struct Supervisor {
    /// The limits of the program.
    var limits: Limits

    /// Forks; only the child returns.
    func start() {
      let tool = getppid()
      var signals = sigset_t()
      var before = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGCHLD)
      sigprocmask(SIG_BLOCK, &signals, &before)
      _ = control(36, 1)  // PR_SET_CHILD_SUBREAPER
      let supervisor = getpid()
      claimPriority()
      let child = fork()
      guard child != 0 else {
        _ = control(1, UInt(SIGKILL))  // PR_SET_PDEATHSIG
        setpgid(0, 0)
        limitProcesses()
        sigprocmask(SIG_SETMASK, &before, nil)
        if getppid() != supervisor { _exit(1) }
        return
      }
      // Without a second process there is nothing to watch: the program runs with the other limits alone.
      if child < 0 { return }
      finish(watch(child, signals, tool), before)
    }

    /// Makes sure that this process is heard among thousands that a program forks; where that is not allowed, the
    /// system's own limit on processes holds.
    private func claimPriority() {
      var priority = sched_param()
      priority.sched_priority = 1
      let resetsOnFork: Int32 = 0x4000_0000
      if sched_setscheduler(0, SCHED_RR | resetsOnFork, &priority) != 0 { limitProcesses() }
    }

    /// Limits the processes of the user, of which there are some already; it does not hold for a superuser.
    private func limitProcesses() {
      let others = Self.names(in: "/proc").count { $0.first?.isNumber == true }
      let processes: Int32 = 6  // RLIMIT_NPROC
      Session.limit(processes, to: others * 2 + limits.processes)
    }

    /// Waits for the program; returns its status as `waitpid` tells it.
    private func watch(_ child: pid_t, _ signals: sigset_t, _ tool: pid_t) -> Int32 {
      var signals = signals
      let end = Self.now() + UInt64(Limits.patience(Double(limits.seconds)) * 1e9)
      while true {
        var status: Int32 = 0
        while true {
          let process = waitpid(-1, &status, WNOHANG)
          if process == child {
            stopAll(child)
            return status
          }
          if process <= 0 { break }
        }
        let isOrphan = getppid() != tool
        let isOverdue = Self.now() > end
        let isMultiplying = Self.descendants(of: getpid(), atMost: limits.processes + 1).count > limits.processes
        if isOrphan || isOverdue || isMultiplying {
          stopAll(child)
          if isMultiplying {
            Channel(folder: limits.folder).write(
              "stopped", ["it ran more than \(limits.processes) processes at a time"])
          }
          return isOverdue ? SIGALRM : SIGKILL
        }
        var pause = timespec(tv_sec: 0, tv_nsec: 5_000_000)
        sigtimedwait(&signals, nil, &pause)
      }
    }

    /// Kills whatever descends from this process, until nothing is left; processes that start others meanwhile are met in
    /// the next round.
    private func stopAll(_ child: pid_t) {
      for _ in 0..<2000 {
        kill(-child, SIGKILL)
        for process in Self.descendants(of: getpid(), atMost: 4096) { kill(process, SIGKILL) }
        while waitpid(-1, nil, WNOHANG) > 0 {}
        if waitpid(-1, nil, WNOHANG) < 0, errno == ECHILD { return }
        usleep(1000)
      }
    }

    /// Ends this process as the program ended.
    private func finish(_ status: Int32, _ before: sigset_t) -> Never {
      var before = before
      let number = status & 0x7F
      if number == 0 { _exit(status >> 8 & 0xFF) }
      signal(number, SIG_DFL)
      sigprocmask(SIG_SETMASK, &before, nil)
      kill(getpid(), number)
      _exit(1)
    }

    /// The processes that a process started, and those that they started, until there are enough; empty where the kernel
    /// does not tell.
    private static func descendants(of process: pid_t, atMost most: Int) -> [pid_t] {
      var found: [pid_t] = []
      var open = [process]
      while let next = open.popLast(), found.count < most {
        for task in names(in: "/proc/\(next)/task") {
          let children = text(of: "/proc/\(next)/task/\(task)/children").split(separator: " ").compactMap { pid_t($0) }
          found += children
          open += children
        }
      }
      return found
    }

    private static func names(in path: String) -> [String] {
      guard let folder = opendir(path) else { return [] }
      defer { closedir(folder) }
      var names: [String] = []
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      return names
    }

    private static func text(of path: String) -> String {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return "" }
      defer { close(file) }
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(file, &part, part.count)
        if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += part[..<count]
      }
    }

    private static func now() -> UInt64 {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
  }

  // Swift hides `fork`, since a program with threads must not call it; this one has none yet. `prctl` is hidden because it
  // takes any number of arguments.
  @_silgen_name("fork") private func fork() -> pid_t
  @_silgen_name("prctl") private func prctl(_ option: Int32, _ value: UInt, _ b: UInt, _ c: UInt, _ d: UInt) -> Int32

  private func control(_ option: Int32, _ value: UInt) -> Int32 { prctl(option, value, 0, 0, 0) }
#endif
