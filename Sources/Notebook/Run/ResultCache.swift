internal import Foundation

/// Results of programs, kept by everything that they depend on: the program's text, the code of the modules that it
/// names, the data that it may read, the compiler, the tool.
///
/// Entries refer to the program's own lines, never to the chapter's, so that an edit of prose leaves them valid.
/// An entry holds a digest of itself, so that a damaged one is recomputed, not believed. Trouble with the cache is never
/// an error: at worst a program runs again.
struct ResultCache: Sendable {
  /// The run of one program.
  struct Entry: Equatable, Codable {
    var compiled: Compiler.Result
    var outcome: Execution.Result?
  }

  /// What sets this build of the tool apart: results are read by its code, so another build reads them anew.
  static func tool(_ facts: inout FileFacts) async throws(NotebookError) -> String {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return try await facts.about(path, "content") { () throws(NotebookError) in
      [digest(try Files.read(path))]
    }[0]
  }

  private let folder: String
  /// What sets the compiler and the tool apart from others.
  let environment: String
  private let modules: Modules
  private let data: DataFolder
  /// The greatest size of all entries together, in bytes.
  private let capacity: Int

  init(
    folder: String, environment: String,
    modules: Modules = Modules(searchArguments: [], ownObjects: [], dispatcher: "", runtimeKey: ""),
    data: DataFolder = DataFolder(), capacity: Int = 256 << 20
  ) {
    self.folder = folder
    self.environment = environment
    self.modules = modules
    self.data = data
    self.capacity = capacity
  }

  func result(of program: Program) -> Entry? {
    let path = path(of: program)
    guard let bytes = try? Files.read(path), bytes.count > 33 else { return nil }
    let payload = bytes[33...]
    guard String(decoding: bytes[..<32], as: UTF8.self) == Self.digest(payload),
      let entry = try? JSONDecoder().decode(Entry.self, from: Data(payload))
    else {
      Files.remove(path)
      return nil
    }
    // What was used last is thrown away last.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
    return entry
  }

  /// What a program's code names, where its result was kept.
  func names(of program: Program) -> [NamedSymbol]? {
    guard let bytes = try? Files.read(path(of: program) + ".names") else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let names = lines.compactMap(NamedSymbol.init(line:))
    return names.count == lines.count ? names : nil
  }

  func store(_ entry: Entry, of program: Program) {
    // A program that ran too long may be faster on a machine with less to do.
    if case .timedOut? = entry.outcome?.ending { return }
    if entry.compiled.isBroken { return }
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .throw
    guard let payload = try? encoder.encode(entry) else { return }
    let path = path(of: program)
    try? Files.createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
    // The names first: a result without them is a result, names without a result are swept away with the rest.
    try? Files.write(entry.compiled.names.map { $0.line + "\n" }.joined(), to: path + ".names")
    try? Files.write(Array((Self.digest(payload) + "\n").utf8) + payload, to: path)
  }

  /// Throws away the entries that were not used for the longest time, until the rest fits.
  func trim() {
    var entries = Files.tree(below: folder).compactMap { name -> (path: String, size: Int, used: Date)? in
      let path = folder + "/" + name
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
      return (path, attributes[.size] as? Int ?? 0, attributes[.modificationDate] as? Date ?? .distantPast)
    }
    var total = entries.map(\.size).reduce(0, +)
    entries.sort { ($0.used, $0.path) < ($1.used, $1.path) }
    for entry in entries {
      if total <= capacity { return }
      Files.remove(entry.path)
      total -= entry.size
    }
  }

  private func path(of program: Program) -> String {
    var digest = Digest()
    digest.add(environment)
    digest.add(modules.key(of: program))
    digest.add(data.key(of: program))
    digest.add(program.name)
    digest.add("\(program.isRun) \(program.trapLines?.lowerBound ?? 0)")
    digest.add(program.text)
    let key = digest.text
    return "\(folder)/\(key.prefix(2))/\(key)"
  }

  private static func digest(_ bytes: some Collection<UInt8>) -> String {
    var digest = Digest()
    digest.add(bytes)
    return digest.text
  }
}
