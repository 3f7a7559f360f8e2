import CKernels

// The C library's functions differ in their last bits between processors, so the book has its own. The code is in
// Sources/CKernels/elementary.c: the same lines, compiled for each instruction set, serve one number or a whole matrix.
//
// Foundation and the C library declare six of them too, of the same types. In a file that imports one of these as well,
// `exp(x)` of a number is theirs and `NeuralNet.exp(x)` is ours: without `@_disfavoredOverload` the call would be
// ambiguous, and such a file could do no mathematics.

/// The exponential function eˣ, with the same bits on every machine.
///
/// x is split into *k* ln 2 + *r* with |*r*| ≤ ln(2)/2; then eˣ = 2ᵏ eʳ, and eʳ is a polynomial. Its derivative is itself.
///
/// - Parameter x: Any double.
/// - Returns: eˣ, at most 1 ulp from the exact value; 0 below about −745.1, infinity above about 709.8, and NaN for NaN.
///   A sanity value: `exp(0)` is 1.
/// - Complexity: O(1).
@_disfavoredOverload
public func exp(_ x: Double) -> Double { ck_exp(x) }

/// eˣ − 1, exact to the last digit where eˣ is close to 1 and a subtraction would leave nothing.
///
/// Its derivative is eˣ.
///
/// - Parameter x: Any double.
/// - Returns: eˣ − 1, at most 1 ulp from the exact value. A sanity value: `expMinusOne(1e-20)` is 1e-20.
/// - Complexity: O(1).
public func expMinusOne(_ x: Double) -> Double { ck_exp_minus_one(x) }

/// The natural logarithm, with the same bits on every machine.
///
/// x is split into 2ᵏ·*m* with *m* between √½ and √2; then log x = *k* ln 2 + log *m*. Its derivative is 1/x.
///
/// - Parameter x: Any double.
/// - Returns: log x, at most 1 ulp from the exact value; −infinity for 0 and NaN for numbers below 0. A sanity value:
///   `log(1)` is 0.
/// - Complexity: O(1).
@_disfavoredOverload
public func log(_ x: Double) -> Double { ck_log(x) }

/// log(1 + x), exact to the last digit where x is so small that 1 + x would round it away.
///
/// Its derivative is 1/(1 + x).
///
/// - Parameter x: Any double.
/// - Returns: log(1 + x), at most 1 ulp from the exact value; −infinity for −1 and NaN below. A sanity value:
///   `logOnePlus(1e-20)` is 1e-20.
/// - Complexity: O(1).
public func logOnePlus(_ x: Double) -> Double { ck_log_one_plus(x) }

/// The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), an odd function from −1 to 1.
///
/// Near 0 it is a polynomial, elsewhere 1 − 2/(e²ˣ + 1). Its derivative is 1 − tanh² x.
///
/// - Parameter x: Any double.
/// - Returns: tanh x, at most 1 ulp from the exact value. A sanity value: `tanh(0.5)` is 0.46211715726000973.
/// - Complexity: O(1).
@_disfavoredOverload
public func tanh(_ x: Double) -> Double { ck_tanh(x) }

/// log(1 + eˣ), a smooth form of max(x, 0), without overflow: max(x, 0) + log(1 + e^−|x|).
///
/// Its derivative is the sigmoid.
///
/// - Parameter x: Any double.
/// - Returns: A number of at least 0, at most 2 ulp from the exact value. A sanity value: `softplus(0)` is log 2.
/// - Complexity: O(1).
public func softplus(_ x: Double) -> Double { ck_softplus(x) }

/// The square root, correctly rounded.
///
/// - Parameter x: Any double.
/// - Returns: √x; NaN for numbers below 0. A sanity value: `sqrt(9)` is 3.
/// - Complexity: O(1).
@_disfavoredOverload
@inlinable public func sqrt(_ x: Double) -> Double { x.squareRoot() }
