import Foundation
import Notebook

extension Weaver {
  /// More rows than this would make the page heavy and the table unreadable; the file beside the page has them all.
  private static let shownRows = 60

  /// A figure that a cell displayed, or a picture file, with its caption and the numbers behind it.
  func figure(_ reference: Block.FigureReference, at position: SourcePosition) -> HTML {
    let number = numbering[position]?.number ?? 0
    let figure = HTML(.figure, .id(id("figure.\(number)"))) {
      // Links name the first figure of a cell by the cell.
      if reference.number > 0, let name = reference.cell.flatMap({ document.cells[$0].options.id }) {
        HTML(.span, .id(id("\(name)-\(reference.number + 1)")))
      }
      drawing(reference, number: number)
      if !reference.caption.isEmpty {
        HTML(.figcaption) {
          HTML(.span, .class("label")) { "Figure \(numeral).\(number). " }
          html(reference.caption)
        }
      }
    }
    // A caption must be the last of its figure.
    return figure + data(of: reference, calling: "figure \(numeral).\(number)")
  }

  /// A figure the size of a word, in the middle of a line; what it shows in words where it was not drawn.
  func inlineFigure(cell: Int, number: Int, alternative: String) -> HTML {
    let reference = Block.FigureReference(path: "", alternative: alternative, cell: cell, number: number)
    guard let output = output(for: reference), let node = Self.drawing(output) else { return HTML(text: alternative) }
    return HTML(.span, .class("word-figure")) {
      admitted(
        node, prefix: "word-figure.\(cell).\(number).", alternative: reference.words(for: output),
        size: ["width", "height"].compactMap { name in Self.ems(name, of: node).map { (name, $0) } })
      // A copy of the sentence would have a hole where the drawing stands.
      HTML(.span, .hiddenFromSpeech) { alternative }
    }
  }

  /// The numbers behind those figures of a cell that stand among words, where they are drawn: in the text there is no
  /// room for them.
  func dataOfInlineFigures(of index: Int) -> HTML {
    HTML(
      joining: document.cells[index].figures.filter(\.isInline).map { reference in
        data(of: reference, calling: "the figure in the text: \(reference.alternative)")
      })
  }

  private func drawing(_ reference: Block.FigureReference, number: Int) -> HTML {
    if reference.cell == nil {
      guard case .file(let path) = Destination(reference.path), let address = Address(path) else {
        return HTML(.p) { reference.alternative }
      }
      return HTML(.img, .src(address), .alt(reference.alternative))
    }
    guard let output = output(for: reference) else {
      return HTML(.p, .class("verdict")) { "This figure was not drawn: \(reference.alternative)" }
    }
    guard let node = Self.drawing(output) else {
      return HTML(.p, .class("verdict failed")) { "This figure is not a drawing: \(reference.alternative)" }
    }
    return HTML(.div, .class("drawing")) {
      admitted(node, prefix: "figure.\(number).", alternative: reference.words(for: output))
    }
  }

  /// The element that a figure consists of; `nil` where it is no drawing.
  private static func drawing(_ output: FigureOutput) -> XMLNode? {
    guard let node = try? XMLReader.parse(output.svg), case .element("svg", _, _) = node else { return nil }
    return node
  }

  /// A drawing as the page carries it, with a name for readers who cannot see it.
  private func admitted(
    _ drawing: XMLNode, prefix: String, alternative: String, size: [(name: String, value: String)] = []
  ) -> HTML {
    Vocabulary.svg.html(
      of: drawing, prefix: id(prefix),
      rootAttributes: [("role", "img"), ("aria-label", alternative), ("aria-labelledby", ""), ("aria-describedby", "")]
        .filter { !$0.1.isEmpty } + size)
  }

  /// A width or height in ems, so that a figure among words is as large as they are, in captions and tables too.
  private static func ems(_ name: String, of drawing: XMLNode) -> String? {
    guard case .element(_, let attributes, _) = drawing, let written = attributes.first(where: { $0.name == name }),
      let pixels = Double(written.value)
    else { return nil }
    return "\(pixels / 16)em"
  }

  private func output(for reference: Block.FigureReference) -> FigureOutput? {
    guard let cell = reference.cell, let figures = run.cells[cell]?.figures, figures.indices.contains(reference.number)
    else { return nil }
    return figures[reference.number]
  }

  private func data(of reference: Block.FigureReference, calling name: String) -> HTML {
    guard let table = output(for: reference)?.table, !table.rows.isEmpty else { return .empty }
    let file = FigureData.fileName(for: reference, slug: document.slug)
    return HTML(.details, .class("data")) {
      HTML(.summary) { "Data of \(name)" }
      HTML(.p) {
        if table.rows.count > Self.shownRows {
          "The first \(Self.shownRows) of \(table.rows.count) rows. "
        }
        HTML(.a, .href(Address(file: "figures", file)), .download) { "All \(table.rows.count) rows as CSV" }
      }
      HTML(.div, .class("scroll")) {
        pieces.piece("data \(reference.cell ?? -1) \(reference.number)") {
          let filled = table.withoutEmptyColumns
          return dataTable(
            filled.readable(rowLimit: Self.shownRows), isNumeric: Self.numericColumns(of: filled))
        }
      }
    }
  }

  /// The files of numbers that the page's figures link to.
  func figureData() -> [FigureData] {
    document.cells.flatMap(\.figures).compactMap { reference in
      guard let output = output(for: reference), !output.table.rows.isEmpty else { return nil }
      return FigureData(name: FigureData.fileName(for: reference, slug: document.slug), csv: output.table.csv)
    }
  }
}

extension Block.FigureReference {
  /// The author's text for the figure, or else the figure's own.
  fileprivate func words(for output: FigureOutput) -> String {
    alternative.isEmpty ? output.alternative : alternative
  }
}

/// The numbers behind a figure, as the file that the page offers.
public struct FigureData: Equatable, Codable, Sendable {
  /// The file's name in the folder `figures`.
  public var name: String
  /// The content.
  public var csv: String

  /// The drawing's own name where it is an ordinary one, else a name made from the chapter.
  static func fileName(for reference: Block.FigureReference, slug: String) -> String {
    let last = reference.path.split(separator: "/").last.map(String.init) ?? ""
    let stem = last.hasSuffix(".svg") ? String(last.dropLast(4)) : last
    let isOrdinary =
      !stem.isEmpty && !stem.hasPrefix(".")
      && stem.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    let chapter = Int(slug.prefix { $0.isNumber }).map(String.init) ?? "figure"
    return (isOrdinary ? stem : "\(chapter)-\((reference.cell ?? 0) + 1)-\(reference.number + 1)") + ".csv"
  }
}

extension TableOutput {
  /// The table for people: without columns that say nothing, numbers with six digits and a true minus sign.
  var readable: TableOutput { withoutEmptyColumns.readable(rowLimit: .max) }

  /// The table without columns that say nothing.
  fileprivate var withoutEmptyColumns: TableOutput {
    let used = columns.indices.filter { column in
      rows.contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    if used.count == columns.count, rows.allSatisfy({ $0.count == columns.count }) { return self }
    return TableOutput(
      columns: used.map { columns[$0] },
      rows: rows.map { row in used.map { row.indices.contains($0) ? row[$0] : "" } }, text: text)
  }

  /// The first rows, numbers with six digits and a true minus sign.
  fileprivate func readable(rowLimit: Int) -> TableOutput {
    func field(_ text: String) -> String {
      guard let number = Double(text), number.isFinite else { return text }
      let isLong = text.contains(".") && text.count { $0.isNumber } > 6
      return (isLong ? String(format: "%.6g", number) : text).replacing("-", with: "\u{2212}")
    }
    return TableOutput(columns: columns, rows: rows.prefix(rowLimit).map { $0.map(field) }, text: text)
  }

  /// The table as comma-separated values (RFC 4180, with plain newlines).
  var csv: String {
    func field(_ text: String) -> String {
      // Most fields are plain numbers.
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      if text.utf8.allSatisfy({ digits ~= $0 || $0 == UInt8(ascii: ".") }) { return text }
      // A value that begins like a formula would be run by a spreadsheet; numbers may keep their sign.
      let isFormula = text.first.map { "=+-@\t".contains($0) } == true && Double(text) == nil
      let safe = isFormula ? "'" + text : text
      guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
      return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
    return ([columns] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }
}
