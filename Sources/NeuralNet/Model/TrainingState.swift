extension Trainer {
  /// The state from which the training can go on as if it had not stopped.
  ///
  /// Tensors `training.order` (the samples of the last epoch) and `training.memory.k.s` (what the optimizer remembers, of
  /// kind k for parameter s; see `OptimizerMemory`), `training.numbers`; notes `training.optimizer`, `training.generator`
  /// and `training.epochs`, the place in the schedule.
  var state: (tensors: [SafeTensors.Tensor], notes: [SafeTensors.Note]) {
    let memory = optimizer.memory
    var tensors = [SafeTensors.Tensor("training.numbers", shape: [memory.numbers.count], memory.numbers)]
    for (kind, slots) in memory.slots.enumerated() {
      for (slot, numbers) in slots.enumerated() {
        tensors.append(.init("training.memory.\(kind).\(slot)", shape: [numbers.count], numbers))
      }
    }
    if let batches {
      tensors.append(.init("training.order", shape: [batches.order.count], batches.order.map { Double($0) }))
    }
    let notes = [
      SafeTensors.Note("training.optimizer", optimizer.name), .init("training.generator", text(of: [rng])),
      .init("training.epochs", "\(scheduledEpochs)"),
    ]
    return (tensors, notes)
  }

  /// Goes on with a training that was saved: the optimizer's memory, the order of the samples and the random state come back.
  ///
  /// With the net that `Model` read from the same file, the next epochs have the same bits as if the training had never
  /// stopped:
  /// ```swift no-run
  /// let model = try Model(from: "digits.safetensors")
  /// let trainer = Trainer(model.net, loss: SoftmaxCrossEntropy(), optimizer: Adam(learningRate: 0.001), batchSize: 32)
  /// try trainer.resume(from: "digits.safetensors")
  /// ```
  /// What the program sets (rates, a schedule, a penalty, the batch size, the data) is not in the file: set it as before, and
  /// a schedule before this call.
  ///
  /// - Parameter bytes: The result of `Model.encoded(with:)` for the net and its trainer.
  /// - Throws: `ModelFileError`; the trainer then stays as it was.
  public func resume(decoding bytes: [UInt8]) throws(ModelFileError) {
    let file = try SafeTensors(decoding: bytes)
    guard let rule = file.note("training.optimizer") else { throw .missing("training.optimizer") }
    if rule != optimizer.name { throw .otherOptimizer(file: rule, trainer: optimizer.name) }
    let generator = try file.generators("training.generator", count: 1)[0]
    guard let epochs = file.note("training.epochs").flatMap({ Int($0) }), epochs >= 0 else {
      throw .missing("training.epochs")
    }
    let memory = try memory(in: file)
    let order = try order(in: file)
    optimizer.memory = memory
    rng = generator
    scheduledEpochs = epochs
    batches = order
  }

  private func memory(in file: SafeTensors) throws(ModelFileError) -> OptimizerMemory {
    var slots: [[[Double]]] = []
    while file.tensor("training.memory.\(slots.count).0") != nil {
      var kind: [[Double]] = []
      while let tensor = file.tensor("training.memory.\(slots.count).\(kind.count)") {
        let count = kind.count < net.parameters.count ? net.parameters[kind.count].value.count : 0
        if tensor.values.count != count { throw .shape(tensor.name, found: tensor.shape, expected: [count]) }
        kind.append(tensor.values)
      }
      slots.append(kind)
    }
    return OptimizerMemory(numbers: file.tensor("training.numbers")?.values ?? [], slots: slots)
  }

  private func order(in file: SafeTensors) throws(ModelFileError) -> MiniBatches? {
    guard let tensor = file.tensor("training.order"), let batchSize else { return nil }
    let order = tensor.values.compactMap { Int(exactly: $0) }
    if order.sorted() != Array(0..<tensor.values.count) { throw .damaged }
    return MiniBatches(order: order, size: batchSize)
  }
}
