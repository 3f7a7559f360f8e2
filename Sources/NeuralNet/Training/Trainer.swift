/// Teaches a net: goes through shuffled mini-batches, epoch after epoch, and notes what happens.
///
/// ```swift
/// let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 1)
/// let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.05))
/// let history = trainer.train(on: .xor, epochs: 500)
/// net.predict(Dataset.xor.inputs)
/// ```
/// The same net, data, settings and seed give the same result, bit for bit. A step of a net of dense layers and
/// activations allocates nothing once it has run with the batch's shape.
///
/// Source: Robbins and Monro, *A Stochastic Approximation Method*, 1951; Goodfellow, Bengio and Courville, *Deep
/// Learning* (2016), section 8.1.3.
public final class Trainer {
  /// What is taught.
  public let net: any Layer
  /// What is made smaller.
  public let loss: any Loss
  /// How the parameters move.
  public let optimizer: any Optimizer
  /// How many samples an update uses; nil for all of them.
  public let batchSize: Int?
  /// The learning rate of each epoch, counted from 0; nil leaves the optimizer's as it is.
  public var schedule: Schedule?
  /// What is added to the loss to keep weights small.
  public var penalty: Penalty?
  /// The largest length that the gradient of all parameters together may have.
  public var maximumGradientNorm: Double?
  /// A number to note beside the loss, such as `classAccuracy`.
  public var measure: ((_ predictions: Matrix, _ targets: Matrix) -> Double)?
  /// When to end before the last epoch; needs validation data.
  public var earlyStopping: EarlyStopping?
  /// Called after each epoch, for progress and for the frames of a picture; returning false ends the training.
  public var onEpoch: ((History.Epoch) -> Bool)?

  private var rng: SplitMix64
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
  /// - Returns: What was measured after each epoch.
  @discardableResult
  public func train(on data: Dataset, validation: Dataset? = nil, epochs: Int) -> History {
    var history = History()
    var batches = MiniBatches(samples: data.count, size: batchSize ?? max(1, data.count))
    for number in 1...max(1, epochs) where number <= epochs {
      if let schedule { optimizer.learningRate = schedule.rate(at: number - 1) }
      let epochLoss = runEpoch(data, &batches)
      history.updates += batches.count
      let epoch = report(number, epochLoss, data, validation)
      history.epochs.append(epoch)
      if onEpoch?(epoch) == false { break }
      if let loss = epoch.validationLoss, earlyStopping?.shouldStop(loss: loss, parameters: parameters) == true {
        break
      }
    }
    if validation != nil, let earlyStopping {
      earlyStopping.restore(parameters)
      history.restoredEpoch = earlyStopping.bestEpoch
    }
    return history
  }

  private func runEpoch(_ data: Dataset, _ batches: inout MiniBatches) -> Double {
    // A full batch needs no shuffling and no copy.
    if batches.count == 1 { return step(data.inputs, data.targets) }
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
    return sum / Double(data.count)
  }

  private func report(_ number: Int, _ epochLoss: Double, _ data: Dataset, _ validation: Dataset?) -> History.Epoch {
    let measured = measure.map { $0(net.predict(data.inputs), data.targets) }
    let predictions = validation.map { net.predict($0.inputs) }
    var (validationLoss, validationMeasure): (Double?, Double?) = (nil, nil)
    if let predictions, let validation {
      validationLoss = loss.value(predictions, validation.targets)
      validationMeasure = measure.map { $0(predictions, validation.targets) }
    }
    return History.Epoch(
      number: number, loss: epochLoss, measure: measured, validationLoss: validationLoss,
      validationMeasure: validationMeasure, learningRate: optimizer.learningRate)
  }
}
