import Foundation
import Notebook
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Typesets formulas with KaTeX's own module in one `node` process.
enum KaTeX {
  private struct Answer: Decodable {
    var mathml: String?
    var error: String?
  }

  /// A formula's markup is a few kilobytes; this is room for a book of many thousands.
  private static let outputLimit = 256 << 20

  /// The folder of KaTeX's module: where `NODE_PATH` says, in Debian's place, in that of a global npm, in Homebrew's.
  private static let module: String? = {
    var folders = (ProcessInfo.processInfo.environment["NODE_PATH"] ?? "").split(separator: ":").map(String.init)
    folders.append("/usr/share/nodejs")
    if let node = Command.find("node") {
      let bin = URL(filePath: node).resolvingSymlinksInPath().deletingLastPathComponent()
      folders.append(bin.deletingLastPathComponent().path + "/lib/node_modules")
    }
    folders += ["/usr/local/lib/node_modules", "/opt/homebrew/lib/node_modules"]
    return folders.map { $0 + "/katex" }.first { Files.exists($0 + "/package.json") }
  }()

  /// What sets the installed KaTeX apart from every other, found without starting or reading anything.
  static var identity: String {
    guard let module else { return "none" }
    return ([module] + ["package.json", "dist/katex.js"].map { Files.stamp(of: "\(module)/\($0)") })
      .joined(separator: " ")
  }

  /// The paths needed to typeset formulas: those of Node.js, of the tool's script, and of KaTeX's module.
  static func tools() throws(NotebookError) -> (node: String, script: String, module: String) {
    guard let script = Bundle.module.path(forResource: "mathml", ofType: "js") else {
      throw NotebookError(.notReadable, "mathml.js", cause: "the tool's own resources are incomplete")
    }
    guard let node = Command.find("node") else {
      throw NotebookError(
        .toolMissing, "node",
        cause: "formulas are typeset by KaTeX, which needs Node.js. Install both: `sudo apt-get install nodejs katex` "
          + "on Debian and Ubuntu, `brew install node && npm install --global katex` on macOS.")
    }
    guard let module else {
      throw NotebookError(
        .toolMissing, "katex",
        cause: "formulas are typeset by KaTeX. Install it: `sudo apt-get install katex` on Debian and Ubuntu, "
          + "`npm install --global katex` elsewhere.")
    }
    return (node, script, module)
  }

  /// The markup, or what is wrong, of each formula.
  static func typeset(_ formulas: [Formula]) async throws(NotebookError) -> [Formula: Formulas.Rendering] {
    let (node, script, module) = try tools()
    let answers: [Answer]
    do {
      let question = try JSONEncoder().encode(formulas)
      let result = try await run(
        .path(FilePath(node)), arguments: [script, module], input: .data(question), output: .data(limit: outputLimit),
        error: .string(limit: 1 << 20))
      guard result.terminationStatus.isSuccess else {
        throw NotebookError(.programNotRun, "node \(script)", cause: result.standardError)
      }
      answers = try JSONDecoder().decode([Answer].self, from: result.standardOutput)
    } catch let error as NotebookError {
      throw error
    } catch {
      throw NotebookError(.programNotRun, "node", cause: String(describing: error))
    }
    guard answers.count == formulas.count else {
      throw NotebookError(.programNotRun, "node", cause: "\(formulas.count) formulas, \(answers.count) answers")
    }
    return Dictionary(uniqueKeysWithValues: zip(formulas, answers.map(rendering)))
  }

  /// The formula with each table cell saying for itself how it is set.
  ///
  /// Browsers implement MathML Core, which leaves the alignment and the space of columns to style sheets.
  private static func aligned(_ node: XMLNode, columns: (alignments: [String], spaces: [String]) = ([], [])) -> XMLNode
  {
    guard case .element(let name, var attributes, let children) = node else { return node }
    func words(_ attribute: String) -> [String] {
      attributes.first { $0.name == attribute }?.value.split(separator: " ").map(String.init) ?? []
    }
    if name == "mtr" {
      let cells = children.enumerated().map { column, cell in
        guard case .element("mtd", var attributes, let content) = cell else { return aligned(cell) }
        var classes: [String] = []
        if columns.alignments.indices.contains(column) { classes.append(columns.alignments[column]) }
        if column > 0, columns.spaces.indices.contains(column - 1), columns.spaces[column - 1] == "0em" {
          classes.append("tight")
        }
        if !classes.isEmpty { attributes.append(("class", classes.joined(separator: " "))) }
        return XMLNode.element(name: "mtd", attributes: attributes, children: content.map { aligned($0) })
      }
      return .element(name: name, attributes: attributes, children: cells)
    }
    let inner = name == "mtable" ? (words("columnalign"), words("columnspacing")) : columns
    if name == "mtable" { attributes.removeAll { ["columnalign", "columnspacing", "rowspacing"].contains($0.name) } }
    return .element(name: name, attributes: attributes, children: children.map { aligned($0, columns: inner) })
  }

  /// The formula with TeX's spaces where MathML Core has others.
  ///
  /// A function's name keeps a thin space to the operands beside it (ln p, not lnp): MathML gives the invisible sign of
  /// application none. A sign that follows no operand belongs to what comes (g(−z), not g( − z)): MathML takes every
  /// sign in the middle of a row for an operation.
  private static func spaced(_ node: XMLNode) -> XMLNode {
    guard case .element(let name, let attributes, let children) = node else { return node }
    func sign(_ index: Int) -> String? {
      guard children.indices.contains(index), case .element("mo", _, let content) = children[index],
        case .text(let text)? = content.first
      else { return nil }
      return text
    }
    func isOperand(_ index: Int) -> Bool {
      guard children.indices.contains(index), case .element(let name, _, _) = children[index] else { return false }
      return name == "mo" ? [")", "]", "}", "∣", "!", "⋯", "…"].contains(sign(index)) : name != "mspace"
    }
    let application = "\u{2061}"
    let space = XMLNode.element(name: "mspace", attributes: [("width", "0.1667em")], children: [])
    var row: [XMLNode] = []
    for (index, child) in children.enumerated() {
      if sign(index + 1) == application, isOperand(index - 1) { row.append(space) }
      if ["−", "+"].contains(sign(index)), index > 0, !isOperand(index - 1),
        case .element(let name, let attributes, let content) = child
      {
        row.append(.element(name: name, attributes: attributes + [("form", "prefix")], children: content))
      } else {
        row.append(spaced(child))
      }
      let isApplied = sign(index) == application && index + 1 < children.count
      if isApplied, !["(", "["].contains(sign(index + 1)) { row.append(space) }
    }
    return .element(name: name, attributes: attributes, children: row)
  }

  private static func rendering(of answer: Answer) -> Formulas.Rendering {
    guard let mathml = answer.mathml else { return .invalid(message: answer.error ?? "no answer") }
    do {
      return .mathML(Vocabulary.mathML.html(of: aligned(spaced(try XMLReader.parse(mathml)))))
    } catch {
      return .invalid(message: error.message)
    }
  }
}
