import CKernels

// The elementary functions of every element, several at a time. The bits are those of the functions of one number.

/// eˣ of every element; see `exp` of one number.
public func exp(_ x: Matrix) -> Matrix { mapped(x, ck_exp_all) }
/// The natural logarithm of every element; see `log` of one number.
public func log(_ x: Matrix) -> Matrix { mapped(x, ck_log_all) }
/// The hyperbolic tangent of every element; see `tanh` of one number.
public func tanh(_ x: Matrix) -> Matrix { mapped(x, ck_tanh_all) }
/// The sigmoid of every element; see `sigmoid` of one number.
public func sigmoid(_ x: Matrix) -> Matrix { mapped(x, ck_sigmoid_all) }
/// log(1 + eˣ) of every element; see `softplus` of one number.
public func softplus(_ x: Matrix) -> Matrix { mapped(x, ck_softplus_all) }
/// eˣ − 1 of every element; see `expMinusOne` of one number.
public func expMinusOne(_ x: Matrix) -> Matrix { mapped(x, ck_exp_minus_one_all) }
/// log(1 + x) of every element; see `logOnePlus` of one number.
public func logOnePlus(_ x: Matrix) -> Matrix { mapped(x, ck_log_one_plus_all) }

private typealias Kernel = (Int, UnsafePointer<Double>?, UnsafeMutablePointer<Double>?) -> Void

private func mapped(_ x: Matrix, _ kernel: Kernel) -> Matrix {
  var y = Matrix.zeros(x.rows, x.columns)
  fill(&y, from: x, kernel)
  return y
}

private func fill(_ y: inout Matrix, from x: Matrix, _ kernel: Kernel) {
  if x.rows != y.rows || x.columns != y.columns { shapeMismatch("into", x.shape, y.shape) }
  x.storage.withUnsafeBufferPointer { x in
    y.storage.withUnsafeMutableBufferPointer { y in kernel(x.count, x.baseAddress, y.baseAddress) }
  }
}

/// Writes eˣ of every element over a matrix of the same shape, and allocates nothing.
public func exp(_ x: Matrix, into y: inout Matrix) { fill(&y, from: x, ck_exp_all) }
/// Writes the hyperbolic tangent of every element over a matrix of the same shape.
public func tanh(_ x: Matrix, into y: inout Matrix) { fill(&y, from: x, ck_tanh_all) }
/// Writes the sigmoid of every element over a matrix of the same shape.
public func sigmoid(_ x: Matrix, into y: inout Matrix) { fill(&y, from: x, ck_sigmoid_all) }
/// Writes log(1 + eˣ) of every element over a matrix of the same shape.
public func softplus(_ x: Matrix, into y: inout Matrix) { fill(&y, from: x, ck_softplus_all) }

extension Matrix {
  /// Replaces every element by its exponential.
  mutating func formExp() { form(ck_exp_all) }
  /// Replaces every element by its hyperbolic tangent.
  mutating func formTanh() { form(ck_tanh_all) }
  /// Replaces every element by its sigmoid.
  mutating func formSigmoid() { form(ck_sigmoid_all) }
  /// Replaces every element by its softplus.
  mutating func formSoftplus() { form(ck_softplus_all) }

  private mutating func form(_ kernel: Kernel) {
    storage.withUnsafeMutableBufferPointer { kernel($0.count, $0.baseAddress, $0.baseAddress) }
  }
}
