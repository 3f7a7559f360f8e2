/// How wrong a batch of predictions is, as one number, and which way to change each prediction.
///
/// Predictions and targets have the same shape, one sample a row. To make a loss of your own, write `name`, `value` and
/// `gradient(_:_:into:)`.
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.2.
public protocol Loss: AnyObject, Sendable {
  /// The word for the loss in reports, such as `mean squared error`.
  var name: String { get }
  /// The loss of a batch.
  func value(_ predictions: Matrix, _ targets: Matrix) -> Double
  /// Writes ∂L/∂predictions to a matrix of the predictions' shape.
  func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix)
}

extension Loss {
  /// The loss of a batch, so that `loss(predictions, targets)` reads like mathematics.
  public func callAsFunction(_ predictions: Matrix, _ targets: Matrix) -> Double {
    value(predictions, targets).withoutSignOfNaN
  }

  /// ∂L/∂predictions, of the predictions' shape.
  public func gradient(_ predictions: Matrix, _ targets: Matrix) -> Matrix {
    var result = Matrix.zeros(predictions.rows, predictions.columns)
    gradient(predictions, targets, into: &result)
    return result
  }

  /// Stops the program if predictions and targets differ in shape.
  func check(_ predictions: Matrix, _ targets: Matrix) {
    if predictions.rows != targets.rows || predictions.columns != targets.columns {
      shapeMismatch(name, predictions.shape, targets.shape)
    }
  }
}
