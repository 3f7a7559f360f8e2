internal import Foundation

/// Reading and writing with errors that name the path, and writing that leaves either the old file or the new one.
package enum Files {
  package static func read(_ path: String) throws(NotebookError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw NotebookError(.notReadable, path, cause: error.localizedDescription)
    }
  }

  /// Writes beside the file and renames, so that a reader or a crash never meets half of it.
  package static func write(_ bytes: [UInt8], to path: String) throws(NotebookError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw NotebookError(.notWritable, path, cause: error.localizedDescription)
    }
  }

  package static func write(_ text: String, to path: String) throws(NotebookError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes all files or none: each beside the old one first, which keeps its permissions.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(NotebookError) {
    let manager = FileManager.default
    let paths = files.map { URL(fileURLWithPath: $0.path).resolvingSymlinksInPath().path }
    let beside = paths.map { "\($0).new-\(ProcessInfo.processInfo.processIdentifier)" }
    defer { for path in beside { remove(path) } }
    for ((file, path), new) in zip(zip(files, paths), beside) {
      do {
        try Data(file.bytes).write(to: URL(fileURLWithPath: new))
        if let mode = try? manager.attributesOfItem(atPath: path)[.posixPermissions] {
          try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: new)
        }
      } catch {
        throw NotebookError(.notWritable, file.path, cause: error.localizedDescription)
      }
    }
    for (new, path) in zip(beside, paths) where rename(new, path) != 0 {
      throw NotebookError(.notWritable, path, cause: String(cString: strerror(errno)))
    }
  }

  package static func createFolder(_ path: String) throws(NotebookError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw NotebookError(.notWritable, path, cause: error.localizedDescription)
    }
  }

  /// Moves a file or folder; a file that another run of the tool has put there meanwhile is as good.
  package static func move(_ path: String, to target: String) throws(NotebookError) {
    do {
      try FileManager.default.moveItem(atPath: path, toPath: target)
    } catch {
      if !exists(target) { throw NotebookError(.notWritable, target, cause: error.localizedDescription) }
      remove(path)
    }
  }

  /// Gives each of two folders the other's name, with no moment between; false where the system cannot.
  package static func exchange(_ path: String, with other: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(path, other, UInt32(RENAME_SWAP)) == 0
    #else
      // Glibc has this call, and its module for Swift does not show it.
      typealias Call = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let call = dlsym(nil, "renameat2") else { return false }
      let exchange: UInt32 = 2
      return unsafeBitCast(call, to: Call.self)(AT_FDCWD, path, AT_FDCWD, other, exchange) == 0
    #endif
  }

  package static func copy(_ path: String, to target: String) throws(NotebookError) {
    do {
      try FileManager.default.copyItem(atPath: path, toPath: target)
    } catch {
      throw NotebookError(.notWritable, target, cause: error.localizedDescription)
    }
  }

  /// Gives a file another name.
  package static func link(_ path: String, as name: String) throws(NotebookError) {
    do {
      try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: path)
    } catch {
      throw NotebookError(.notWritable, name, cause: error.localizedDescription)
    }
  }

  package static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }

  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The names in a folder, sorted; empty where there is none.
  package static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// The paths of all files below a folder, relative to it, sorted; hidden ones left out, and links to a folder that
  /// they stand in.
  package static func tree(below path: String, _ above: Set<String> = []) -> [String] {
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if above.contains(folder) { return [] }
    return names(in: path).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let full = path + "/" + name
      return isFolder(full) ? tree(below: full, above.union([folder])).map { name + "/" + $0 } : [name]
    }
  }

  /// Does something while no other process, and no other task of this one, does the same; each waits for its turn.
  ///
  /// The system takes the lock back from a process that ends, however it ends. Where no lock can be had, as on some
  /// network disks, nobody waits.
  package static func alone<Result: Sendable>(
    by path: String, _ body: () async throws(NotebookError) -> Result
  ) async throws(NotebookError) -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    defer { if descriptor >= 0 { close(descriptor) } }
    while descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
      // A task that is cancelled goes on at once, and what it does then ends by itself.
      do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
    }
    return try await body()
  }

  /// What sets a file's state apart from every other: size, times, number on the disk.
  package static func stamp(of path: String) -> String {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return "none" }
    #if canImport(Darwin)
      let (changed, touched) = (facts.st_mtimespec, facts.st_ctimespec)
    #else
      let (changed, touched) = (facts.st_mtim, facts.st_ctim)
    #endif
    let times = [changed.tv_sec, changed.tv_nsec, touched.tv_sec, touched.tv_nsec].map { "\($0)" }
    return "\(facts.st_size) \(facts.st_ino) " + times.joined(separator: " ")
  }
}
