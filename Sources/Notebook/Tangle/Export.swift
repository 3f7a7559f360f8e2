/// A program of a chapter as a file of its own, to be compiled by hand: what a reader can try, change or send on.
///
/// Unlike the text that the tool compiles, it says in comments where its code comes from, and an error in it is reported
/// at its own lines.
public struct Export: Equatable, Sendable {
  /// The file's name without its extension.
  public var name: String
  /// The file's text.
  public var text: String

  /// The command that compiles the file and runs it, beside the file of arguments that goes with it.
  public var command: String {
    "swiftc @\(Self.arguments) \(name).swift -o \(name) && ./\(name)"
  }

  /// The name of the file with the compiler's arguments.
  public static let arguments = "swiftc.arguments"
}

extension Document {
  /// The programs of the chapter that run to their end: its session and the `fresh` ones.
  public func exports() -> [Export] {
    let programs = tangle().filter { $0.purpose == .session }
    return programs.enumerated().map { number, program in
      export(program, name: number == 0 ? slug : "\(slug)-\(number + 1)", title: source.path)
    }
  }

  /// The program that ends with a cell: the cells that come before it there, and the cell; `nil` for an exercise's.
  public func export(upTo cell: Int) -> Export? {
    guard !cells[cell].role.isExercise, var program = tangle().first(where: { $0.cells.contains(cell) }) else {
      return nil
    }
    program.cells = Array(program.cells.prefix { $0 != cell }) + [cell]
    let name = cells[cell].options.id ?? "line-\(cells[cell].position.line)"
    return export(program, name: "\(slug)-\(name)", title: "\(source.path) up to line \(cells[cell].position.line)")
  }

  private func export(_ program: Program, name: String, title: String) -> Export {
    var export = Export(name: name.replacing("/", with: "-"), text: "")
    export.text = "// \(title), as one program.\n//\n// \(export.command)\n\nimport NotebookRuntime\n"
    for cell in program.copied { export.text += text(of: cell, isCaptured: false, in: program) }
    for cell in program.cells { export.text += text(of: cell, isCaptured: program.isRun, in: program) }
    return export
  }

  private func text(of index: Int, isCaptured: Bool, in program: Program) -> String {
    let cell = cells[index]
    let id = cell.options.id.map { " #" + $0 } ?? ""
    var bytes = Array(cell.code.utf8)
    if isCaptured {
      let insertions = ProgramWriter.captures(in: cell) { cell.values[$0].position.line }
      for insertion in insertions.reversed() { bytes.insert(contentsOf: insertion.text.utf8, at: insertion.offset) }
    }
    var text = "\n// \(source.path):\(cell.position.line)\(id)\n"
    text += cell.options.isLocal ? "do {\n" : ""
    text += (cell.wrap?.before ?? []).map { $0.text + "\n" }.joined()
    text += String(decoding: bytes, as: UTF8.self)
    text += (cell.wrap?.after ?? []).map { $0.text + "\n" }.joined()
    text += cell.options.isLocal ? "}\n" : ""
    for (number, value) in values.enumerated()
    where isCaptured && value.cell == index && program.values.contains(number) {
      text += "_notebookProse(\(value.position.line), \(value.expression))\n"
    }
    return text
  }
}

extension Runner {
  /// What the compiler needs to compile and link an exported program: a file of arguments, one a line.
  public var exportArguments: String {
    let arguments =
      modules.language.arguments + ["-Onone", "-g"] + toolchain.systemArguments + modules.searchArguments
      + modules.objects
    return arguments.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"\n" }.joined()
  }
}
