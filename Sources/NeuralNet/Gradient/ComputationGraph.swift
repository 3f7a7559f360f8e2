/// The values of an expression as plain data, ready to be drawn: what made each one, from which others, with its number
/// and gradient.
public struct ComputationGraph: Sendable, CustomStringConvertible {
  /// One value of the expression.
  public struct Node: Sendable {
    /// The name given to the value; empty if none was.
    public let label: String
    /// The operation that made the value, such as `+`; empty for an input.
    public let operation: String
    /// The number.
    public let data: Double
    /// The derivative of the expression's result in this value, as of the last backward pass.
    public let gradient: Double
    /// The positions of the operands in `nodes`, in the operation's order.
    public let operands: [Int]
    /// The local derivative in each operand.
    public let slopes: [Double]
    /// The column to draw the node in: 0 for inputs, else one more than the furthest operand's.
    public let column: Int
  }

  /// The values, each after its operands; the last is the result.
  public let nodes: [Node]

  /// Collects the expression that ends in `result`.
  public init(of result: Value) {
    var position: [ObjectIdentifier: Int] = [:]
    var nodes: [Node] = []
    for value in result.topologicalOrder() {
      let operands = value.operands.map { position[ObjectIdentifier($0.value)] ?? 0 }
      var column = 0
      for operand in operands { column = max(column, nodes[operand].column + 1) }
      position[ObjectIdentifier(value)] = nodes.count
      nodes.append(
        Node(
          label: value.label, operation: value.operation, data: value.data, gradient: value.gradient,
          operands: operands, slopes: value.operands.map { $0.slope }, column: column))
    }
    self.nodes = nodes
  }

  /// One line a value: its number in the list, what made it, its data and its gradient.
  public var description: String {
    var lines: [String] = []
    for (index, node) in nodes.enumerated() {
      var made = node.label.isEmpty ? "input" : node.label
      if !node.operation.isEmpty {
        made = node.operation + "(" + node.operands.map { "#\($0)" }.joined(separator: ", ") + ")"
      }
      let data = node.data.formatted(significantDigits: 6)
      let gradient = node.gradient.formatted(significantDigits: 6)
      lines.append("#\(index) \(made) = \(data), gradient \(gradient)")
    }
    return lines.joined(separator: "\n")
  }
}
