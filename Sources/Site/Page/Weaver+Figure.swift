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
    guard let output = output(for: reference), !output.table.rows.isEmpty else { return figure }
    let file = FigureData.fileName(for: reference, slug: document.slug, number: number)
    return figure + data(output.table, file: file, number: number)
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
    guard let node = try? XMLReader.parse(output.svg), case .element("svg", _, _) = node else {
      return HTML(.p, .class("verdict failed")) { "This figure is not a drawing: \(reference.alternative)" }
    }
    let alternative = reference.alternative.isEmpty ? output.alternative : reference.alternative
    let drawing = Vocabulary.svg.html(
      of: node, prefix: id("figure.\(number)."),
      rootAttributes: [("role", "img"), ("aria-label", alternative), ("aria-labelledby", ""), ("aria-describedby", "")]
        .filter { !$0.1.isEmpty })
    return HTML(.div, .class("drawing")) { drawing }
  }

  private func output(for reference: Block.FigureReference) -> FigureOutput? {
    guard let cell = reference.cell, let figures = run.cells[cell]?.figures, figures.indices.contains(reference.number)
    else { return nil }
    return figures[reference.number]
  }

  private func data(_ table: TableOutput, file: String, number: Int) -> HTML {
    HTML(.details, .class("data")) {
      HTML(.summary) { "Data of figure \(numeral).\(number)" }
      HTML(.p) {
        if table.rows.count > Self.shownRows {
          "The first \(Self.shownRows) of \(table.rows.count) rows. "
        }
        HTML(.a, .href(Address(file: "figures", file)), .download) { "All \(table.rows.count) rows as CSV" }
      }
      HTML(.div, .class("scroll")) { dataTable(table.readable, rowLimit: Self.shownRows) }
    }
  }

  /// The files of numbers that the page's figures link to.
  func figureData() -> [FigureData] {
    document.allBlocks.compactMap { block in
      guard case .figure(let reference) = block.kind, let output = output(for: reference),
        !output.table.rows.isEmpty
      else { return nil }
      return FigureData(
        name: FigureData.fileName(
          for: reference, slug: document.slug, number: numbering[block.position]?.number ?? 0),
        csv: output.table.csv)
    }
  }
}

/// The numbers behind a figure, as the file that the page offers.
public struct FigureData: Equatable, Sendable {
  /// The file's name in the folder `figures`.
  public var name: String
  /// The content.
  public var csv: String

  /// The drawing's own name where it is an ordinary one, else a name made from the chapter.
  static func fileName(for reference: Block.FigureReference, slug: String, number: Int) -> String {
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
    return (isOrdinary ? stem : "\(Int(slug.prefix { $0.isNumber }).map(String.init) ?? "figure")-\(number)") + ".csv"
  }
}

extension TableOutput {
  /// The table for people: without columns that say nothing, numbers with six digits and a true minus sign.
  var readable: TableOutput {
    let used = columns.indices.filter { column in
      rows.contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    func field(_ text: String) -> String {
      guard let number = Double(text), number.isFinite else { return text }
      let isLong = text.contains(".") && text.count { $0.isNumber } > 6
      return (isLong ? String(format: "%.6g", number) : text).replacing("-", with: "\u{2212}")
    }
    return TableOutput(
      columns: used.map { columns[$0] },
      rows: rows.map { row in used.map { row.indices.contains($0) ? field(row[$0]) : "" } }, text: text)
  }

  /// The table as comma-separated values (RFC 4180, with plain newlines).
  var csv: String {
    func field(_ text: String) -> String {
      // A value that begins like a formula would be run by a spreadsheet; numbers may keep their sign.
      let isFormula = text.first.map { "=+-@\t".contains($0) } == true && Double(text) == nil
      let safe = isFormula ? "'" + text : text
      guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
      return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
    return ([columns] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }
}
