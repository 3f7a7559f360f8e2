extension Layer {
  /// The layer in a word, with its settings in brackets, such as `leaky relu(0.01)`.
  var text: String { settings.isEmpty ? name : "\(name)(\(settings))" }
}

/// Reads what `Layer.text` writes, such as `sequential(2: dense(4), tanh, dropout(0.5, inverted), dense(1))`.
struct NetText {
  private var rest: Substring
  /// The number of weights that there may still be: a text that asks for more than its file holds gets no memory.
  private var room: Int
  private var depth = 0

  /// Makes the net of a text; its weights are zero until a file's numbers take their place.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - room: The largest number of weights.
  /// - Throws: `ModelFileError.unknownLayer` where the text names a layer that the library does not have.
  static func net(_ text: String, room: Int) throws(ModelFileError) -> Sequential {
    var reader = NetText(rest: text[...], room: room)
    let name = reader.word()
    guard name == "sequential", reader.skip("(") else { throw .unknownLayer(name) }
    return try reader.net()
  }

  /// Reads the inside of a net's brackets.
  private mutating func net() throws(ModelFileError) -> Sequential {
    depth += 1
    defer { depth -= 1 }
    guard depth < 20, let inputs = Int(word()), inputs >= 0, skip(":") else { throw .unknownLayer("sequential") }
    var (columns, layers) = (inputs, [any Layer]())
    while !rest.isEmpty, !skip(")") {
      layers.append(try layer(&columns))
      _ = skip(",")
    }
    return Sequential(inputs: inputs, layers: layers)
  }

  /// Reads a layer; `columns` are those that come in, and afterwards those that go out.
  private mutating func layer(_ columns: inout Int) throws(ModelFileError) -> any Layer {
    let name = word()
    if name.isEmpty { throw .unknownLayer(name) }
    var settings: [String] = []
    if skip("(") {
      if name == "sequential" {
        let net = try net()
        if net.inputs != columns { throw .unknownLayer(net.text) }
        columns = net.outputs(for: columns)
        return net
      }
      while !rest.isEmpty, !skip(")") {
        let setting = word()
        if setting.isEmpty { throw .unknownLayer(name) }
        settings.append(setting)
        _ = skip(",")
      }
    }
    guard let layer = layer(name, settings, &columns) else {
      throw .unknownLayer(settings.isEmpty ? name : "\(name)(\(settings.joined(separator: ", ")))")
    }
    return layer
  }

  private mutating func layer(_ name: String, _ settings: [String], _ columns: inout Int) -> (any Layer)? {
    switch (name, settings.count) {
    case ("dense", 1):
      guard let units = units(settings[0], pieces: 1, columns) else { return nil }
      let weights = Matrix.zeros(columns, units)
      columns = units
      return Dense(weights: weights, bias: [Double](repeating: 0, count: units))
    case ("maxout", 2):
      guard let pieces = Int(settings[1]), let units = units(settings[0], pieces: pieces, columns) else { return nil }
      let weights = Matrix.zeros(columns, units * pieces)
      columns = units
      return Maxout(weights: weights, bias: [Double](repeating: 0, count: units * pieces), pieces: pieces)
    case ("dropout", 2):
      guard let rate = Double(settings[0]), rate >= 0, rate < 1 else { return nil }
      if settings[1] != "inverted" && settings[1] != "classic" { return nil }
      return Dropout(rate, form: settings[1] == "inverted" ? .inverted : .classic, seed: 0)
    case ("prelu", 0): return PReLU()
    case ("softmax", 0): return SoftmaxLayer()
    case ("log softmax", 0): return LogSoftmaxLayer()
    default: return activation(name, settings).map { ActivationLayer($0) }
    }
  }

  private func activation(_ name: String, _ settings: [String]) -> (any Activation)? {
    if settings.count == 1, let number = Double(settings[0]) {
      return name == "leaky relu" ? LeakyReLU(slope: number) : name == "elu" ? ELU(alpha: number) : nil
    }
    let plain: [any Activation] = [
      Identity(), Step(), Sigmoid(), HardSigmoid(), Tanh(), ReLU(), SELU(), Softplus(), SiLU(), GELU(), ExactGELU(),
      Softsign(),
    ]
    return settings.isEmpty ? plain.first { $0.name == name } : nil
  }

  /// A number of units for which there is room.
  private mutating func units(_ text: String, pieces: Int, _ columns: Int) -> Int? {
    guard let units = Int(text), units >= 0, pieces >= 1 else { return nil }
    let (wide, tooWide) = units.multipliedReportingOverflow(by: pieces)
    let (count, tooMany) = wide.multipliedReportingOverflow(by: columns)
    if tooWide || tooMany || wide > room || count > room - wide { return nil }
    room -= count + wide
    return units
  }

  /// The text up to the next sign, without blanks around it.
  private mutating func word() -> String {
    while rest.utf8.first == 32 { rest.removeFirst() }
    let word = rest.prefix { $0 != "(" && $0 != ")" && $0 != "," && $0 != ":" }
    rest = rest[word.endIndex...]
    return String(word)
  }

  private mutating func skip(_ sign: Character) -> Bool {
    if rest.first != sign { return false }
    rest.removeFirst()
    return true
  }
}
