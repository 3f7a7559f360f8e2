/// A trained net with all that its use needs: how samples are scaled, and what the classes are called.
///
/// ```swift
/// let net = Sequential(inputs: 1, layers: [Dense(weights: [[1, -1]], bias: [0, 0]), SoftmaxLayer()])
/// let scaling = Scaling(shift: [10], scale: [8])
/// try Model(net: net, scaling: scaling, classes: ["warm", "cold"]).save(to: "weather.safetensors")
/// // … in another program:
/// let restored = try Model(from: "weather.safetensors")
/// restored.classify([[21], [3]])  // => ["warm", "cold"]
/// ```
/// The file is one of `SafeTensors`, which other tools open. Its tensors are `layers.0.weights`, `layers.0.bias`, … by the
/// layer's position in the net (or `layers.8.1.weights` for the second parameter of a layer that has two of one name),
/// `scaling.shift` and `scaling.scale`. Its notes are `format` (`neural-notebook 1`), `net` (the layers with their settings, such
/// as `sequential(4: dense(8), tanh, dense(3), softmax)`), `generators` (the random states of dropout layers) and `classes`
/// (a list in JSON).
public struct Model {
  /// The net.
  public let net: Sequential
  /// The scaling of each sample before it goes in; nil for none.
  public let scaling: Scaling?
  /// The name of each column that comes out; empty if they have none.
  public let classes: [String]

  private static let format = "neural-notebook 1"

  /// Joins a net and what belongs to it.
  ///
  /// - Precondition: `scaling` has a number for each input, and `classes` are none or one for each output (else a fatal
  ///   error that names both counts).
  public init(net: Sequential, scaling: Scaling? = nil, classes: [String] = []) {
    if let scaling, scaling.shift.count != net.inputs { shapeMismatch("Model", [net.inputs], [scaling.shift.count]) }
    let outputs = net.outputs(for: net.inputs)
    if !classes.isEmpty && classes.count != outputs { shapeMismatch("Model", [outputs], [classes.count]) }
    self.net = net
    self.scaling = scaling
    self.classes = classes
  }

  /// The net's outputs for samples as they come, not yet scaled.
  ///
  /// - Precondition: `samples.columns == net.inputs` (else a fatal error that names both shapes).
  public func predict(_ samples: Matrix) -> Matrix { net.predict(scaling?(samples) ?? samples) }

  /// The name of each sample's class: that of the column with the largest output, or its number if the columns have no names.
  ///
  /// - Precondition: `samples.columns == net.inputs` (else a fatal error that names both shapes).
  public func classify(_ samples: Matrix) -> [String] {
    predict(samples).rowArgmax().map { classes.isEmpty ? "\($0)" : classes[$0] }
  }

  // MARK: Bytes

  /// The model as the bytes of a file.
  ///
  /// - Parameter training: The trainer whose training should be able to go on from here; see `Trainer.resume`.
  /// - Precondition: `training` trains this net (else a fatal error).
  /// - Complexity: O(numbers).
  public func encoded(with training: Trainer? = nil) -> [UInt8] {
    if let training, training.net !== net { fail("Model: the trainer trains another net") }
    var tensors = zip(net.parameterNames, net.parameters).map { SafeTensors.Tensor($0, $1.value) }
    if let scaling {
      tensors.append(.init("scaling.shift", shape: [scaling.shift.count], scaling.shift))
      tensors.append(.init("scaling.scale", shape: [scaling.scale.count], scaling.scale))
    }
    var notes = [SafeTensors.Note("format", Self.format), .init("net", net.text)]
    if !net.generators.isEmpty { notes.append(.init("generators", text(of: net.generators))) }
    if !classes.isEmpty { notes.append(.init("classes", JSON.list(classes.map { .text($0) }).written)) }
    if let training {
      let state = training.state
      tensors += state.tensors
      notes += state.notes
    }
    return SafeTensors(tensors, notes: notes).encoded()
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - net: A net of the same layers, which takes the numbers; nil to have it made, as is possible if all its layers are
  ///     the library's.
  /// - Throws: `ModelFileError`; `net` then stays as it was.
  public init(decoding bytes: [UInt8], into net: Sequential? = nil) throws(ModelFileError) {
    let file = try SafeTensors(decoding: bytes)
    if file.note("format") != Self.format { throw .foreign("its note 'format' is not '\(Self.format)'") }
    // Whoever writes this format writes a checksum too: without one, its name is damaged.
    if !file.isChecked { throw .damaged }
    let text = file.note("net") ?? ""
    if let net, net.text != text { throw .otherNet(file: text, net: net.text) }
    let target: Sequential
    if let net {
      target = net
    } else {
      target = try NetText.net(text, room: file.tensors.reduce(0) { $0 + $1.values.count })
    }
    var values: [Matrix] = []
    for (name, parameter) in zip(target.parameterNames, target.parameters) {
      values.append(try file.matrix(name, parameter.value.rows, parameter.value.columns))
    }
    let generators = try file.generators("generators", count: target.generators.count)
    let scaling = try file.scaling(inputs: target.inputs)
    let classes = file.note("classes").flatMap { JSON(Array($0.utf8)[...])?.texts } ?? []
    if !classes.isEmpty && classes.count != target.outputs(for: target.inputs) {
      throw .shape("classes", found: [classes.count], expected: [target.outputs(for: target.inputs)])
    }
    for (parameter, value) in zip(target.parameters, values) { parameter.value = value }
    target.generators = generators
    self.init(net: target, scaling: scaling, classes: classes)
  }
}

extension Sequential {
  /// The names of `parameters` in a file: the layer's position and the parameter's name.
  var parameterNames: [String] {
    layers.indices.flatMap { place in
      let parameters = layers[place].parameters
      return parameters.indices.map { index in
        let name = parameters[index].name
        let alone = parameters.count { $0.name == name } == 1
        return alone ? "layers.\(place).\(name)" : "layers.\(place).\(index).\(name)"
      }
    }
  }
}

extension SafeTensors {
  /// The table of a name, if it has the shape.
  func matrix(_ name: String, _ rows: Int, _ columns: Int) throws(ModelFileError) -> Matrix {
    guard let tensor = tensor(name) else { throw .missing(name) }
    if tensor.shape != [rows, columns] { throw .shape(name, found: tensor.shape, expected: [rows, columns]) }
    return Matrix(rows: rows, columns: columns, tensor.values)
  }

  /// Random states, as many as are needed.
  func generators(_ key: String, count: Int) throws(ModelFileError) -> [SplitMix64] {
    if count == 0 { return [] }
    guard let text = note(key) else { throw .missing(key) }
    let states = text.split(separator: " ").compactMap { UInt64($0) }
    if states.count != count { throw .shape(key, found: [states.count], expected: [count]) }
    return states.map { SplitMix64(seed: $0) }
  }

  fileprivate func scaling(inputs: Int) throws(ModelFileError) -> Scaling? {
    guard let shift = tensor("scaling.shift") else { return nil }
    guard let scale = tensor("scaling.scale") else { throw .missing("scaling.scale") }
    for tensor in [shift, scale] where tensor.shape != [inputs] {
      throw .shape(tensor.name, found: tensor.shape, expected: [inputs])
    }
    if scale.values.contains(0) { throw .damaged }
    return Scaling(shift: shift.values, scale: scale.values)
  }
}

/// Random states as text.
func text(of generators: [SplitMix64]) -> String {
  generators.map { "\($0.state)" }.joined(separator: " ")
}

/// Why bytes were not taken as a model.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes are not a file of this kind; the text says what is missing.
  case foreign(String)
  /// The bytes end too early, or too late.
  case cutShort
  /// The checksum does not fit: some bytes changed.
  case damaged
  /// A tensor has numbers of a type that cannot be read.
  case type(tensor: String, String)
  /// The file belongs to a net of other layers.
  case otherNet(file: String, net: String)
  /// The file's net has a layer that is not the library's.
  case unknownLayer(String)
  /// A tensor or a note that is needed is not there.
  case missing(String)
  /// A tensor or a note has another size than the net needs.
  case shape(String, found: [Int], expected: [Int])
  /// The file was saved by a training with another optimizer.
  case otherOptimizer(file: String, trainer: String)
  /// The system could not read or write the file; the text is its reason.
  case file(FileError)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .foreign(let reason): "this is not a model file: \(reason)"
    case .cutShort: "the model file is damaged: its length does not fit its contents"
    case .damaged: "the model file is damaged: its checksum does not fit its contents"
    case .type(let tensor, let type): "tensor \(tensor) has numbers of type \(type); only F64, F32 and I64 can be read"
    case .otherNet(let file, let net): "the model file belongs to another net: \(file), not \(net)"
    case .unknownLayer(let layer):
      "the library has no layer '\(layer)': make the net yourself and read the file with Model(decoding:into:)"
    case .missing(let name): "the model file holds no \(name)"
    case .shape(let name, let found, let expected):
      "\(name) in the model file has the size \(text(found)), the net needs \(text(expected))"
    case .otherOptimizer(let file, let trainer): "the training was saved with \(file), the trainer has \(trainer)"
    case .file(let error): error.description
    }
  }

  private func text(_ shape: [Int]) -> String { "[" + shape.map { "\($0)" }.joined(separator: ", ") + "]" }
}

#if !hasFeature(Embedded)
  extension Model {
    /// Stores the model in a file; see `writeFile` for what happens on a failure.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - training: The trainer whose training should be able to go on from here.
    public func save(to path: String, with training: Trainer? = nil) throws(ModelFileError) {
      do throws(FileError) { try writeFile(path, encoded(with: training)) } catch { throw .file(error) }
    }

    /// Reads a model from a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - net: A net of the same layers, which takes the numbers; nil to have it made.
    /// - Throws: `ModelFileError`; `net` then stays as it was.
    public init(from path: String, into net: Sequential? = nil) throws(ModelFileError) {
      let bytes: [UInt8]
      do throws(FileError) { bytes = try readFile(path) } catch { throw .file(error) }
      try self.init(decoding: bytes, into: net)
    }
  }

  extension Trainer {
    /// Goes on with a training that `Model.save(to:with:)` stored; see `resume(decoding:)`.
    public func resume(from path: String) throws(ModelFileError) {
      let bytes: [UInt8]
      do throws(FileError) { bytes = try readFile(path) } catch { throw .file(error) }
      try resume(decoding: bytes)
    }
  }
#endif
