/// A picture of a calculation, step by step from left to right, with each step's value and gradient.
///
/// ```swift
/// ComputationGraph(title: "Two apples with tax")
///   .input("apple", value: 100, gradient: 2.2)
///   .input("count", value: 2, gradient: 110)
///   .input("tax", value: 1.1, gradient: 200)
///   .node("price", "×", of: ["apple", "count"], value: 200, gradient: 1.1)
///   .node("total", "×", of: ["price", "tax"], value: 220, gradient: 1)
/// ```
///
/// Values flow forward along the arrows; gradients, marked ∂ and in a color of their own, flow backward.
public struct ComputationGraph: Equatable, Sendable {
  struct Node: Equatable, Sendable {
    var name: String
    var operation: String
    /// The numbers of the nodes that this one is computed from.
    var sources: [Int]
    var value: Double?
    var gradient: Double?
  }

  let title: String
  private(set) var nodes: [Node] = []
  private(set) var ownAlternative: String?

  /// Creates an empty graph.
  public init(title: String = "") {
    self.title = title
  }

  /// Adds a number that is given, not computed.
  public func input(_ name: String, value: Double? = nil, gradient: Double? = nil) -> ComputationGraph {
    node(name, "", of: [], value: value, gradient: gradient)
  }

  /// Adds a step of the calculation.
  ///
  /// - Parameters:
  ///   - name: The result's name, by which later steps refer to it.
  ///   - operation: The operation's sign or name, such as `×`.
  ///   - sources: The names of what it is computed from, in order; each was added before.
  ///   - value: The result.
  ///   - gradient: The derivative of the last result with respect to this one.
  /// - Precondition: Every source has been added (else a fatal error that names the missing one).
  public func node(
    _ name: String, _ operation: String, of sources: [String], value: Double? = nil, gradient: Double? = nil
  ) -> ComputationGraph {
    var copy = self
    let numbers = sources.map { source in
      guard let number = nodes.lastIndex(where: { $0.name == source }) else {
        fatalError("ComputationGraph: “\(name)” is computed from “\(source)”, which has not been added")
      }
      return number
    }
    copy.nodes.append(
      Node(name: name, operation: operation, sources: numbers, value: value, gradient: gradient))
    return copy
  }

  /// Replaces the alternative text that the graph would make from its steps.
  public func described(as alternative: String) -> ComputationGraph {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension ComputationGraph: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else every step as a sentence.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    var sentences = [title.isEmpty ? "A computation graph." : "“\(title)”, a computation graph."]
    for node in nodes {
      var text = node.name
      let sources = node.sources.map { nodes[$0].name }
      if !node.operation.isEmpty { text += " = " + node.operation + "(" + sources.joined(separator: ", ") + ")" }
      if let value = node.value { text += " = \(Decimal.short(value, digits: 4))" }
      if let gradient = node.gradient { text += ", gradient \(Decimal.short(gradient, digits: 4))" }
      sentences.append(text + ".")
    }
    return sentences.joined(separator: " ")
  }

  /// One row a step: name, operation, sources, value, gradient.
  public var table: DataTable {
    DataTable(
      columns: ["name", "operation", "of", "value", "gradient"],
      rows: nodes.map { node in
        [
          .text(node.name), .text(node.operation),
          .text(node.sources.map { nodes[$0].name }.joined(separator: " ")),
          node.value.map { .number($0) } ?? .empty, node.gradient.map { .number($0) } ?? .empty,
        ]
      })
  }

  func scene() -> Scene {
    GraphLayout(self).scene()
  }
}
