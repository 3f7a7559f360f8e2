internal import Foundation

/// What a chapter includes from a file: the lines between `// snippet.name` and `// snippet.end`, or why it cannot.
enum Region: Equatable, Sendable {
  /// The region's text, dedented, its last line ended by a newline.
  case text(String)
  /// The error and the way out.
  case refused(String)

  /// Finds a region in a file's text; the marks of regions inside it are left out.
  init(named name: String, in text: String, of path: String) {
    // In Swift a mark is a comment: the same words in a text or inside another comment are not.
    let comments: Set<Int>? = path.hasSuffix(".swift") ? Self.linesOfComments(in: text) : nil
    var open: [String] = []
    var known: [String] = []
    var lines: [Substring]?
    var isClosed = false
    // To Swift, CR and LF together are one character.
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    for (number, line) in all.enumerated() {
      if comments?.contains(number) != false, let mark = line.wholeMatch(of: #/\s*\/\/ snippet\.([A-Za-z0-9_-]+)\s*/#) {
        if mark.1 != "end" {
          open.append(String(mark.1))
          known.append(String(mark.1))
          if mark.1 == name, lines == nil { lines = [] }
        } else if let ended = open.popLast(), ended == name {
          isClosed = true
        }
      } else if open.contains(name), !isClosed {
        lines?.append(line)
      }
    }
    guard let lines else {
      let help = Spelling.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      self = .refused("`\(path)` has no line `// snippet.\(name)`\(help)")
      return
    }
    if !isClosed {
      self = .refused("the region `\(name)` of `\(path)` is never closed: end it with `// snippet.end`")
    } else if lines.contains(where: { $0.drop { $0 == " " }.hasPrefix("```") }) {
      self = .refused("the region `\(name)` of `\(path)` has a line of back-quotes, which would end the fence")
    } else {
      self = .text(Self.dedented(lines))
    }
  }

  /// The lines, counted from 0, on which a line comment stands alone.
  private static func linesOfComments(in text: String) -> Set<Int> {
    let starts = LineStarts(of: Array(text.utf8))
    return Set(CellSyntax(parsing: text).comments.filter(\.isAlone).map { starts.index(of: $0.offset) })
  }

  /// The lines without the white space that all of them begin with.
  private static func dedented(_ lines: [Substring]) -> String {
    let written = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    let margin = written.map { $0.prefix { $0 == " " || $0 == "\t" }.count }.min() ?? 0
    return lines.map { $0.allSatisfy(\.isWhitespace) ? "\n" : $0.dropFirst(margin) + "\n" }.joined()
  }
}

extension Book {
  /// The regions of the package's files that a chapter includes.
  func regions(of document: Document) -> [CellOptions.Inclusion: Region] {
    var regions: [CellOptions.Inclusion: Region] = [:]
    for cell in document.cells {
      if case .include(let inclusion) = cell.options.mode { regions[inclusion] = region(inclusion) }
    }
    return regions
  }

  private func region(_ inclusion: CellOptions.Inclusion) -> Region {
    let path = inclusion.path
    let root = URL(fileURLWithPath: packageFolder).resolvingSymlinksInPath()
    let file = root.appendingPathComponent(path).standardizedFileURL.resolvingSymlinksInPath()
    let leaves = path.hasPrefix("/") || path.split(separator: "/").contains("..")
    guard !leaves, file.path.hasPrefix(root.path + "/") else {
      return .refused("`\(path)` leads out of the package: name a file by its path from the package's folder")
    }
    // A pipe would never end.
    let type = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
    guard type == .typeRegular, let bytes = try? Files.read(file.path) else {
      return .refused("there is no file `\(path)` in the package's folder")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .refused("`\(path)` is not UTF-8") }
    return Region(named: inclusion.region, in: text, of: path)
  }
}
