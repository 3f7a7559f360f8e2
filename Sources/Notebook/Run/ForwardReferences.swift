internal import Foundation

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
  private let location: Data
  private let declaration: Data
  private let place: Data

  init(program: Program) {
    self.program = program
    location = Data(" location=\(program.fileName):".utf8)
    declaration = Data(" decl=\"\(program.name).(file).".utf8)
    place = Data("@\(program.fileName):".utf8)
  }

  /// The uses of what a later cell declares, each place once, in the order of the dump; places are those of the program.
  func find(in dump: some Collection<UInt8>) -> [ForwardReference] {
    let dump = Data(dump)
    let newline = UInt8(ascii: "\n")
    var found: [ForwardReference] = []
    var rest = dump.startIndex..<dump.endIndex
    // `Data` searches fast, and most lines of a dump refer to nothing in the program.
    while let declared = dump.range(of: declaration, in: rest) {
      let start = dump[rest.lowerBound..<declared.lowerBound].lastIndex(of: newline) ?? rest.lowerBound
      let end = dump[declared.upperBound...].firstIndex(of: newline) ?? dump.endIndex
      rest = end..<dump.endIndex
      guard let used = dump.range(of: location, in: start..<end), let use = Self.position(dump[used.upperBound..<end]),
        let mark = dump.range(of: place, in: declared.upperBound..<end),
        let target = Self.position(dump[mark.upperBound..<end]),
        let from = cell(at: use), let to = cell(at: target), to > from
      else { continue }
      // `[Int] extension.doubled` is `doubled` to the author.
      let path = String(decoding: dump[declared.upperBound..<mark.lowerBound], as: UTF8.self)
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
  private static func position(_ text: Data) -> SourcePosition? {
    let parts = text.prefix { $0 == UInt8(ascii: ":") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .split(separator: UInt8(ascii: ":")).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard parts.count >= 2, let line = parts[0], let column = parts[1] else { return nil }
    return SourcePosition(line: line, column: column)
  }
}
