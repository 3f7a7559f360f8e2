/// A use of something that only a later cell of the same program declares.
public struct ForwardReference: Equatable, Codable, Sendable {
  /// What is used, as the compiler names it.
  public var name: String
  /// Where it is used.
  public var use: SourcePosition
  /// Where it is declared.
  public var declaration: SourcePosition
}

/// Reads references from the compiler's dump of a program that it understood: each names the place of its declaration.
struct ForwardReferences {
  private let program: Program
  private let location: [UInt8]
  private let declaration: [UInt8]
  private let place: [UInt8]

  init(program: Program) {
    self.program = program
    location = Array(" location=\(program.fileName):".utf8)
    declaration = Array(" decl=\"\(program.name).(file).".utf8)
    place = Array("@\(program.fileName):".utf8)
  }

  /// The uses of what a later cell declares, each place once, in the order of the dump; places are those of the program.
  func find(in dump: some Collection<UInt8>) -> [ForwardReference] {
    var found: [ForwardReference] = []
    for line in Array(dump).split(separator: UInt8(ascii: "\n")) {
      guard let declared = Self.end(of: declaration, in: line),
        let used = Self.end(of: location, in: line), let use = Self.position(line[used...]),
        let mark = Self.end(of: place, in: line[declared...]), let target = Self.position(line[mark...]),
        let from = cell(at: use), let to = cell(at: target), to > from
      else { continue }
      // `[Int] extension.doubled` is `doubled` to the author.
      let path = String(decoding: line[declared..<(mark - place.count)], as: UTF8.self)
      let name = path.ranges(of: " extension.").last.map { String(path[$0.upperBound...]) } ?? path
      if !found.contains(where: { $0.use == use }) {
        found.append(ForwardReference(name: name, use: use, declaration: target))
      }
    }
    return found
  }

  /// Which of the program's cells holds a place; a value in prose counts with the cell after which it is taken.
  private func cell(at position: SourcePosition) -> Int? {
    program.cellLines.firstIndex { $0.contains(position.line) }
  }

  /// Reads `12:7`.
  private static func position(_ text: ArraySlice<UInt8>) -> SourcePosition? {
    let parts = text.prefix { $0 == UInt8(ascii: ":") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .split(separator: UInt8(ascii: ":")).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard parts.count >= 2, let line = parts[0], let column = parts[1] else { return nil }
    return SourcePosition(line: line, column: column)
  }

  /// The index behind the first occurrence of a pattern.
  private static func end(of pattern: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    while index + pattern.count <= text.endIndex {
      if text[index] == pattern[0], text[index..<(index + pattern.count)].elementsEqual(pattern) {
        return index + pattern.count
      }
      index += 1
    }
    return nil
  }
}
