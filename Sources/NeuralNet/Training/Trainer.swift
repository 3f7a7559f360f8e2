/// Teaches a net: goes through shuffled mini-batches, epoch after epoch, and notes what happens.
///
/// ```swift
/// let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 1)
/// let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.05))
/// let history = trainer.train(on: .xor, epochs: 500)
/// net.predict(Dataset.xor.inputs).values  // => [0.001, 1.000, 0.998, 0.001]
/// ```
/// The same net, data, settings and seed give the same result, bit for bit. A second call of `train` goes on where the
/// first ended: 5 epochs and 5 more are the same as 10. A step of a net of dense layers and
/// activations allocates nothing once it has run with the batch's shape.
///
/// Source: Robbins and Monro, *A Stochastic Approximation Method*, 1951; Goodfellow, Bengio and Courville, *Deep
/// Learning* (2016), section 8.1.3.
public final class Trainer {
  /// The network.
  public let net: any Layer
  /// The loss to minimize.
  public let loss: any Loss
  /// How the parameters move.
  ///
  /// It belongs to this trainer, and forgets what it knows of another net.
  public let optimizer: any Optimizer
  /// The number of samples in an update; nil for all of them.
  public let batchSize: Int?
  /// The learning rate of each epoch, counted from 0; nil leaves the optimizer's as it is.
  ///
  /// A second call of `train` goes on in it; setting a schedule begins at its step 0. After a training the optimizer has its
  /// own rate again.
  public var schedule: Schedule? { didSet { scheduledEpochs = 0 } }
  /// The penalty on large weights, added to the loss.
  public var penalty: Penalty?
  /// The largest length that the gradient of all parameters together may have.
  public var maximumGradientNorm: Double?
  /// A number to note beside the loss, such as `classAccuracy`.
  public var measure: ((_ predictions: Matrix, _ targets: Matrix) -> Double)?
  /// When to end before the last epoch; needs validation data.
  ///
  /// Each call of `train` begins it anew.
  public var earlyStopping: EarlyStopping?
  /// Called after each epoch, for progress and for the frames of a picture; returning false ends the training.
  public var onEpoch: ((History.Epoch) -> Bool)?

  // Saved with a training, beside the net; see `state`.
  var rng: SplitMix64
  var scheduledEpochs = 0
  var batches: MiniBatches?
  private let parameters: [Parameter]
  private var gradient = Matrix.nothing
  private var batchInputs = Matrix.nothing
  private var batchTargets = Matrix.nothing

  /// Joins what a training needs.
  ///
  /// - Parameters:
  ///   - net: What is taught.
  ///   - loss: What is made smaller.
  ///   - optimizer: How the parameters move.
  ///   - batchSize: How many samples an update uses; nil for all of them.
  ///   - seed: Decides the order of the samples in each epoch.
  public init(
    _ net: any Layer, loss: any Loss, optimizer: any Optimizer, batchSize: Int? = nil, seed: UInt64 = 0
  ) {
    self.net = net
    self.loss = loss
    self.optimizer = optimizer
    self.batchSize = batchSize
    rng = SplitMix64(seed: seed)
    parameters = net.parameters
    optimizer.memory = OptimizerMemory()
  }

  /// One update from one batch: forward, loss, backward, optimizer.
  ///
  /// - Returns: The batch's loss before the update, penalty included.
  @discardableResult
  public func step(_ inputs: Matrix, _ targets: Matrix) -> Double {
    let predictions = net.forward(inputs)
    var value = loss.value(predictions, targets)
    gradient.reshape(predictions.rows, predictions.columns)
    loss.gradient(predictions, targets, into: &gradient)
    net.backwardToParameters(gradient)
    if let penalty {
      value += penalty.value(parameters)
      penalty.addGradient(to: parameters)
    }
    if let maximumGradientNorm { clipGradients(of: parameters, norm: maximumGradientNorm) }
    optimizer.step(parameters)
    return value
  }

  /// Trains for a number of epochs.
  ///
  /// - Parameters:
  ///   - data: The samples to learn from.
  ///   - validation: Samples that are only measured.
  ///   - epochs: How many times to go through the data, at most.
  /// - Returns: The measurements of each epoch, and the reason for the end of the training.
  /// - Precondition: There is at least one sample in `data`, and in `validation` if it is given (else a fatal error).
  @discardableResult
  public func train(on data: Dataset, validation: Dataset? = nil, epochs: Int) -> History {
    if data.count == 0 { fail("train: there are no samples to learn from") }
    if validation?.count == 0 { fail("train: the validation part has no samples; leave it out, or split off more") }
    var history = History()
    let rate = optimizer.learningRate
    earlyStopping?.reset()
    while history.epochs.count < epochs {
      if let schedule { optimizer.learningRate = schedule.rate(at: scheduledEpochs) }
      scheduledEpochs += 1
      let epochLoss = runEpoch(data, &history.updates)
      let epoch = report(history.epochs.count + 1, epochLoss, data, validation)
      history.epochs.append(epoch)
      history.end = end(after: epoch)
      if history.end != .epochs { break }
    }
    if schedule != nil { optimizer.learningRate = rate }
    if let earlyStopping, earlyStopping.bestEpoch > 0 {
      earlyStopping.restore(parameters)
      history.restoredEpoch = earlyStopping.bestEpoch
    }
    return history
  }

  /// Asks all who may end the training; each of them sees the epoch.
  private func end(after epoch: History.Epoch) -> History.End {
    var end = History.End.epochs
    if let loss = epoch.validationLoss, earlyStopping?.shouldStop(loss: loss, parameters: parameters) == true {
      end = .earlyStopping
    }
    if epoch.loss.isNaN { end = .notANumber }
    if onEpoch?(epoch) == false { end = .request }
    return end
  }

  private func runEpoch(_ data: Dataset, _ updates: inout Int) -> Double {
    let size = batchSize ?? data.count
    // A full batch needs no shuffling and no copy.
    if size >= data.count {
      updates += 1
      return step(data.inputs, data.targets).withoutSignOfNaN
    }
    var batches = order(of: data.count, size)
    batches.shuffle(using: &rng)
    var sum = 0.0
    for index in 0..<batches.count {
      let samples = batches[index]
      batchInputs.reshape(samples.count, data.inputs.columns)
      batchTargets.reshape(samples.count, data.targets.columns)
      data.inputs.copyRows(samples, into: &batchInputs)
      data.targets.copyRows(samples, into: &batchTargets)
      sum += Double(samples.count) * step(batchInputs, batchTargets)
    }
    updates += batches.count
    self.batches = batches
    return (sum / Double(data.count)).withoutSignOfNaN
  }

  /// The order in which the last epoch left the samples, taken out so that shuffling it copies nothing.
  private func order(of samples: Int, _ size: Int) -> MiniBatches {
    defer { batches = nil }
    if let batches, batches.order.count == samples { return batches }
    return MiniBatches(samples: samples, size: size)
  }

  private func report(_ number: Int, _ epochLoss: Double, _ data: Dataset, _ validation: Dataset?) -> History.Epoch {
    let measured = measure.map { $0(net.predict(data.inputs), data.targets) }
    let predictions = validation.map { net.predict($0.inputs) }
    var (validationLoss, validationMeasure): (Double?, Double?) = (nil, nil)
    if let predictions, let validation {
      validationLoss = loss(predictions, validation.targets)
      validationMeasure = measure.map { $0(predictions, validation.targets) }
    }
    return History.Epoch(
      number: number, loss: epochLoss, measure: measured, validationLoss: validationLoss,
      validationMeasure: validationMeasure, learningRate: optimizer.learningRate)
  }
}
