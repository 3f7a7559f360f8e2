/// The measurements of a training, one for each epoch.
public struct History: Sendable {
  /// The measurements of one epoch.
  public struct Epoch: Sendable {
    /// The epoch, counted from 1.
    public let number: Int
    /// The mean training loss over the epoch's batches, each as it was before its update, penalty included.
    public let loss: Double
    /// The trainer's `measure` on the training data after the epoch, if it has one.
    public let measure: Double?
    /// The loss on the validation data after the epoch, if there is any; without penalty.
    public let validationLoss: Double?
    /// The trainer's `measure` on the validation data after the epoch.
    public let validationMeasure: Double?
    /// The learning rate of the epoch.
    public let learningRate: Double
  }

  /// Why a training ended.
  public enum End: Sendable {
    /// All epochs that were asked for are done.
    case epochs
    /// The validation loss has not improved for as long as `EarlyStopping` waits.
    case earlyStopping
    /// `onEpoch` returned false.
    case request
    /// The training loss is not a number: no further step could mend the parameters.
    case notANumber
  }

  /// The epochs, in order.
  public internal(set) var epochs: [Epoch] = []
  /// The number of updates of the parameters.
  public internal(set) var updates = 0
  /// The epoch whose weights early stopping brought back; nil without early stopping, and where no epoch had a validation
  /// loss that is a number.
  public internal(set) var restoredEpoch: Int?
  /// Why the training ended.
  public internal(set) var end = End.epochs

  /// The training losses, one an epoch.
  public var losses: [Double] { epochs.map { $0.loss } }
  /// The validation losses, one an epoch; empty without validation data.
  public var validationLosses: [Double] { epochs.compactMap { $0.validationLoss } }
}
