import CKernels

/// The exponential function eˣ, with the same bits on every machine.
///
/// x is split into *k* ln 2 + *r* with |*r*| ≤ ln(2)/2; then eˣ = 2ᵏ eʳ, and eʳ is a polynomial. Its derivative is itself.
///
/// - Parameter x: Any double.
/// - Returns: eˣ, at most 1 ulp from the exact value; 0 below about −745.1, infinity above about 709.8, and NaN for NaN.
///   A sanity value: `exp(0)` is 1.
/// - Complexity: O(1).
public func exp(_ x: Double) -> Double { ck_exp(x) }

/// The natural logarithm, with the same bits on every machine.
///
/// x is split into 2ᵏ·*m* with *m* between √½ and √2; then log x = *k* ln 2 + log *m*. Its derivative is 1/x.
///
/// - Parameter x: Any double.
/// - Returns: log x, at most 1 ulp from the exact value; −infinity for 0 and NaN for numbers below 0. A sanity value:
///   `log(1)` is 0.
/// - Complexity: O(1).
public func log(_ x: Double) -> Double { ck_log(x) }

/// The square root, correctly rounded.
///
/// - Parameter x: Any double.
/// - Returns: √x; NaN for numbers below 0. A sanity value: `sqrt(9)` is 3.
/// - Complexity: O(1).
@inlinable public func sqrt(_ x: Double) -> Double { x.squareRoot() }
