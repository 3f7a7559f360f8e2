internal import Foundation

/// Values in a folder of the tool's own, each found again only while everything that it depends on is the same.
///
/// A file begins with a digest of its key and its content together, so that a damaged value is missing, not wrong.
/// Trouble with the folder is never an error: at worst a value is computed again.
package struct KeptValues: Sendable {
  private let folder: String
  private let base: String

  /// Opens the values in a folder below the book's cache.
  ///
  /// - Parameters:
  ///   - name: The folder's name.
  ///   - book: The book.
  ///   - base: What all the values depend on.
  package init(_ name: String, of book: Book, base: [String]) {
    folder = book.cacheFolder + "/" + name
    var digest = Digest()
    for text in base { digest.add(text) }
    self.base = digest.text
  }

  /// The value of this name, if it was kept for an equal key.
  package func value<Value: Decodable>(_ name: String, for key: some Encodable) -> Value? {
    guard let bytes = try? Files.read(path(of: name)), bytes.count > Self.markLength,
      let mark = mark(of: key, bytes[Self.markLength...]), mark == Array(bytes[..<Self.markLength])
    else { return nil }
    return try? JSONDecoder().decode(Value.self, from: Data(bytes[Self.markLength...]))
  }

  /// Keeps a value in place of an earlier one of this name.
  package func keep(_ value: some Encodable, as name: String, for key: some Encodable) {
    guard let content = try? JSONEncoder().encode(value), let mark = mark(of: key, Array(content)[...]) else { return }
    try? Files.createFolder(folder)
    try? Files.write(mark + content, to: path(of: name))
  }

  /// Throws away the values of all other names.
  package func keepOnly(_ names: some Sequence<String>) {
    let known = Set(names.map(path))
    for name in Files.names(in: folder) where !known.contains("\(folder)/\(name)") {
      Files.remove("\(folder)/\(name)")
    }
  }

  private static let markLength = 32

  private func mark(of key: some Encodable, _ content: ArraySlice<UInt8>) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let key = try? encoder.encode(key) else { return nil }
    var digest = Digest()
    digest.add(base)
    digest.add(Array(key))
    digest.add(content)
    return Array(digest.text.utf8)
  }

  private func path(of name: String) -> String {
    var digest = Digest()
    digest.add(name)
    return "\(folder)/\(digest.text)"
  }
}

extension Runner {
  /// What values that are made of the book's programs and of the modules' declarations depend on, chapters aside: the
  /// compiler, the tool, the modules with their comments, the data.
  package func valueBase() throws(NotebookError) -> [String] { [key, try commentedSources()] }

  /// What sets the compiler and this build of the tool apart from others.
  package var toolIdentity: String { cache.environment }

  /// The modules that an ``Interface`` may hold, in its order.
  package var documentedModules: [String] {
    book.configuration.modules + ModuleBuilder.own.filter { !book.configuration.modules.contains($0) }
  }

  /// A digest of all sources with their comments, the same as that of an ``Interface``.
  package func commentedSources() throws(NotebookError) -> String {
    var digest = Digest()
    let own = ModuleBuilder.own.map { "\(ModuleBuilder.runtimeSources)/\($0)" }
    for root in own + modules.keys.keys.sorted().map({ "\(book.packageFolder)/Sources/\($0)" }) {
      for path in Files.tree(below: root) {
        digest.add(path)
        digest.add(try Files.read("\(root)/\(path)"))
      }
    }
    return digest.text
  }
}

extension Files {
  /// A digest of all files below a folder.
  package static func digest(ofFolder path: String) -> String {
    var digest = Digest()
    for name in tree(below: path) {
      digest.add(name)
      digest.add((try? read("\(path)/\(name)")) ?? [])
    }
    return digest.text
  }
}
