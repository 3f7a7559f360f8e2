/// A net whose layers follow one another: each takes what the one before gives.
///
/// It is built from a description, read from input to output, and prints itself as a table:
/// ```swift
/// let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 7)
/// print(net)
/// // Prints "layer    output  parameters"
/// // Prints "input    [n, 2]           0"
/// // Prints "dense    [n, 4]          12"
/// // Prints "tanh     [n, 4]           0"
/// // Prints "dense    [n, 1]           5"
/// // Prints "sigmoid  [n, 1]           0"
/// // Prints "total                    17"
/// ```
/// A net is itself a layer, so nets can be parts of nets.
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), chapter 6.
public final class Sequential: Layer {
  /// `sequential`, for descriptions and reports.
  public let name = "sequential"
  /// The number of features of a sample.
  public let inputs: Int
  /// The number of features and the layers.
  public var settings: String { "\(inputs): " + layers.map { $0.text }.joined(separator: ", ") }
  /// The layers, from input to output.
  public let layers: [any Layer]
  /// The trainable parameters.
  public let parameters: [Parameter]

  /// Joins layers that exist already.
  ///
  /// - Precondition: each layer accepts the columns of the one before, and no layer stands at two places (else a fatal
  ///   error that names both).
  public init(inputs: Int, layers: [any Layer]) {
    self.inputs = inputs
    self.layers = layers
    var (columns, parameters) = (inputs, [Parameter]())
    for layer in layers {
      columns = layer.outputs(for: columns)
      parameters += layer.parameters
    }
    self.parameters = parameters
    checkPlaces()
  }

  /// A layer keeps what its backward pass needs, for one place.
  private func checkPlaces() {
    for (place, layer) in layers.enumerated() {
      if let first = layers.firstIndex(where: { $0 === layer }), first < place {
        fail("Sequential: layers \(first + 1) and \(place + 1) are one \(layer.name) object; make two")
      }
    }
    for (place, parameter) in parameters.enumerated() {
      if parameters[..<place].contains(where: { $0 === parameter }) {
        fail(
          "Sequential: the parameter \(parameter.name) is in the net twice; make two layers of the one that holds it")
      }
    }
  }

  /// Makes the layers of a description, with random weights drawn from one generator in their order.
  ///
  /// - Parameters:
  ///   - inputs: How many features a sample has.
  ///   - description: The layers, from input to output.
  ///   - seed: The seed of the generator; the same seed makes the same net.
  public convenience init(inputs: Int, _ description: [LayerDescription], seed: UInt64) {
    var rng = SplitMix64(seed: seed)
    var (columns, layers) = (inputs, [any Layer]())
    for part in description {
      let layer = part.make(columns, &rng)
      columns = layer.outputs(for: columns)
      layers.append(layer)
    }
    self.init(inputs: inputs, layers: layers)
  }

  /// The generators of all layers, from input to output.
  public var generators: [SplitMix64] {
    get { layers.flatMap { $0.generators } }
    set {
      var rest = newValue[...]
      for layer in layers {
        let count = layer.generators.count
        layer.generators = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The number of trainable numbers.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

  /// The number of output features.
  public func outputs(for inputs: Int) -> Int {
    layers.reduce(inputs) { $1.outputs(for: $0) }
  }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    checkInput(input)
    var x = input
    for layer in layers { x = layer.forward(x) }
    return x
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    checkInput(input)
    var x = input
    for layer in layers { x = layer.predict(consume x) }
    return x
  }

  /// The output of each layer, in order, as `predict` computes it: the trace of a forward pass.
  public func trace(_ input: Matrix) -> [Matrix] {
    checkInput(input)
    var x = input
    return layers.map { layer in
      x = layer.predict(x)
      return x
    }
  }

  /// Turns ∂L/∂Y into ∂L/∂X, and writes the parameters' gradients.
  public func backward(_ gradient: Matrix) -> Matrix {
    var g = gradient
    for layer in layers.reversed() { g = layer.backward(g) }
    return g
  }

  /// Writes the parameters' gradients only.
  public func backwardToParameters(_ gradient: Matrix) {
    if layers.isEmpty { return }
    var g = gradient
    var index = layers.count - 1
    while index > 0 {
      g = layers[index].backward(g)
      index -= 1
    }
    layers[0].backwardToParameters(g)
  }

  /// A net of its own with the same layers and numbers: training one leaves the other as it is.
  ///
  /// Give each thread that trains a copy; for `predict` alone, threads may share a net.
  ///
  /// - Precondition: each layer has a `copy` (else a fatal error that names the layer); all of the library's have.
  public func copy() -> Sequential { Sequential(inputs: inputs, layers: layers.map { $0.copy() }) }

  private func checkInput(_ input: Matrix) {
    if input.columns != inputs { shapeMismatch("forward of a net with \(inputs) inputs", input.shape, [inputs]) }
  }
}

extension Sequential: CustomStringConvertible {
  /// A table of the layers, the shapes that they give for n samples, and their parameter counts.
  public var description: String {
    var rows = [["layer", "output", "parameters"], ["input", "[n, \(inputs)]", "0"]]
    var columns = inputs
    for layer in layers {
      columns = layer.outputs(for: columns)
      let count = layer.parameters.reduce(0) { $0 + $1.value.count }
      rows.append([layer.name, "[n, \(columns)]", "\(count)"])
    }
    rows.append(["total", "", "\(parameterCount)"])
    let widths = (0..<3).map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
    var lines: [String] = []
    for row in rows {
      lines.append(
        row[0].padded(to: widths[0] + 2) + row[1].padded(to: widths[1] + 2) + row[2].padded(to: widths[2], right: true))
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces added up to a width in bytes, after it or, for numbers, before it.
  func padded(to width: Int, right: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - utf8.count))
    return right ? spaces + self : self + spaces
  }
}
