/// A picture of a layered network: a circle a neuron, a line a weight.
///
/// ```swift
/// NetworkDiagram(title: "XOR from three gates", sizes: [2, 2, 1])
///   .names([["x₁", "x₂"], ["NAND", "OR"], ["XOR"]])
///   .weights([[[-0.5, 0.5], [-0.5, 0.5]], [[0.5], [0.5]]])
///   .biases([[0.7, -0.2], [-0.7]])
///   .values([[1, 0], [1, 1], [1]])
/// ```
///
/// A line is the thicker the larger the weight's magnitude; a negative weight is dashed and has the second color.
/// Numbers stand on the lines as long as there is room for them. Large layers show their first and last neurons.
public struct NetworkDiagram: Equatable, Sendable {
  let title: String
  let sizes: [Int]
  var layerNames: [String] = []
  var names: [[String]] = []
  /// `weights[layer][from][to]`, as in X·W.
  var weights: [[[Double]]] = []
  var biases: [[Double]] = []
  var values: [[Double]] = []
  var gradients: [[Double]] = []
  var ownAlternative: String?

  /// Creates a fully connected network from the number of neurons in each layer, the input layer first.
  public init(title: String = "", sizes: [Int]) {
    self.title = title
    self.sizes = sizes.map { max(0, $0) }
  }

  /// Names the layers, from the input to the output.
  public func layers(_ names: [String]) -> NetworkDiagram {
    var copy = self
    copy.layerNames = names
    return copy
  }

  /// Names the neurons of each layer.
  public func names(_ names: [[String]]) -> NetworkDiagram {
    var copy = self
    copy.names = names
    return copy
  }

  /// Gives each connection its weight.
  ///
  /// - Parameter weights: One matrix between each two layers, `weights[layer][from][to]`: rows are the neurons that
  ///   the lines leave, as in X·W.
  public func weights(_ weights: [[[Double]]]) -> NetworkDiagram {
    var copy = self
    copy.weights = weights
    return copy
  }

  /// Gives each neuron after the input layer its bias, layer by layer.
  public func biases(_ biases: [[Double]]) -> NetworkDiagram {
    var copy = self
    copy.biases = biases
    return copy
  }

  /// Writes a number into each neuron, such as its output, layer by layer from the input.
  public func values(_ values: [[Double]]) -> NetworkDiagram {
    var copy = self
    copy.values = values
    return copy
  }

  /// Writes a derivative below each neuron, marked ∂ and in a color of its own, layer by layer from the input.
  public func gradients(_ gradients: [[Double]]) -> NetworkDiagram {
    var copy = self
    copy.gradients = gradients
    return copy
  }

  /// Replaces the alternative text that the diagram would make from its numbers.
  public func described(as alternative: String) -> NetworkDiagram {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }

  func weight(_ layer: Int, _ from: Int, _ to: Int) -> Double? {
    guard layer < weights.count, from < weights[layer].count, to < weights[layer][from].count else { return nil }
    return weights[layer][from][to]
  }

  /// The bias of a neuron; layers are counted from the input, which has none.
  func bias(_ layer: Int, _ index: Int) -> Double? {
    guard layer > 0, layer - 1 < biases.count, index < biases[layer - 1].count else { return nil }
    return biases[layer - 1][index]
  }

  func value(_ layer: Int, _ index: Int) -> Double? {
    guard layer < values.count, index < values[layer].count else { return nil }
    return values[layer][index]
  }

  func gradient(_ layer: Int, _ index: Int) -> Double? {
    guard layer < gradients.count, index < gradients[layer].count else { return nil }
    return gradients[layer][index]
  }

  func name(_ layer: Int, _ index: Int) -> String {
    guard layer < names.count, index < names[layer].count else { return "" }
    return names[layer][index]
  }
}

extension NetworkDiagram: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else the layers' sizes, the number of parameters, and the numbers in the last layer.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    var text = title.isEmpty ? "A network" : "“\(title)”, a network"
    text += " with layers of " + sizes.map { "\($0)" }.joined(separator: ", ") + " neurons"
    let connections = zip(sizes, sizes.dropFirst()).map { $0 * $1 }.reduce(0, +)
    text += " and \(connections) weights"
    if !biases.isEmpty { text += " and \(sizes.dropFirst().reduce(0, +)) biases" }
    text += "."
    if values.count == sizes.count, let last = values.last, !last.isEmpty, last.count <= 6 {
      text += " Output: " + last.map { Decimal.short($0) }.joined(separator: ", ") + "."
    }
    return text
  }

  /// One row for each neuron's value, gradient and bias, and for each connection's weight; what has no name is counted
  /// from 1.
  public var table: DataTable {
    var rows: [[DataTable.Cell]] = []
    let neuron = { (layer: Int, index: Int) -> DataTable.Cell in
      let name = name(layer, index)
      return .text(name.isEmpty ? "\(layer + 1).\(index + 1)" : name)
    }
    let level = { (layer: Int) -> DataTable.Cell in
      let name = layer < layerNames.count ? layerNames[layer] : ""
      return name.isEmpty ? .number(Double(layer + 1)) : .text(name)
    }
    for (layer, size) in sizes.enumerated() {
      for index in 0..<size {
        if let value = value(layer, index) {
          rows.append([.text("value"), level(layer), .empty, neuron(layer, index), .number(value)])
        }
        if let gradient = gradient(layer, index) {
          rows.append([.text("gradient"), level(layer), .empty, neuron(layer, index), .number(gradient)])
        }
        if let bias = bias(layer, index) {
          rows.append([.text("bias"), level(layer), .empty, neuron(layer, index), .number(bias)])
        }
        guard layer > 0 else { continue }
        for from in 0..<sizes[layer - 1] {
          guard let weight = weight(layer - 1, from, index) else { continue }
          rows.append([
            .text("weight"), level(layer), neuron(layer - 1, from), neuron(layer, index),
            .number(weight),
          ])
        }
      }
    }
    return DataTable(columns: ["kind", "layer", "from", "neuron", "number"], rows: rows)
  }

  func scene() -> Scene {
    NetworkLayout(self).scene()
  }
}
