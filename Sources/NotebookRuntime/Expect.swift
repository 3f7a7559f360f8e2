// `expect` compares and writes down what it found; it never stops the program, so that one run reports everything.

/// Expects two numbers to be equal within a relative tolerance.
///
/// They are equal if |value − other| ≤ tolerance × max(1, |other|), or if both are NaN.
public func expect(
  _ value: Double, equals other: Double, within tolerance: Double = 1e-9, _ label: String = "", line: UInt = #line
) {
  finish(
    near(value, other, tolerance), label, line: line,
    found: "\(value), expected \(other)" + difference(value, other))
}

/// Expects two lists of numbers to be equal, element by element, within a relative tolerance.
public func expect(
  _ value: [Double], equals other: [Double], within tolerance: Double = 1e-9, _ label: String = "", line: UInt = #line
) {
  guard value.count == other.count else {
    finish(
      false, label, line: line,
      found: "\(value.count) numbers, expected \(other.count): \(value) instead of \(other)")
    return
  }
  let wrong = value.indices.first { !near(value[$0], other[$0], tolerance) }
  let place = wrong.map { " (at index \($0)\(difference(value[$0], other[$0])))" } ?? ""
  finish(wrong == nil, label, line: line, found: "\(value), expected \(other)\(place)")
}

/// Expects two values to be equal.
public func expect<T: Equatable>(_ value: T, equals other: T, _ label: String = "", line: UInt = #line) {
  finish(value == other, label, line: line, found: "\(value), expected \(other)")
}

/// Expects a condition to hold.
public func expect(_ condition: Bool, _ label: String = "", line: UInt = #line) {
  finish(condition, label, line: line, found: "false, expected true")
}

/// The seed that tests draw fresh data from; the learner's command changes it from run to run.
public let testSeed: UInt64 = Environment.seed

private func near(_ value: Double, _ other: Double, _ tolerance: Double) -> Bool {
  if value.isNaN || other.isNaN { return value.isNaN && other.isNaN }
  if value == other { return true }
  return (value - other).magnitude <= tolerance * max(1, other.magnitude)
}

private func difference(_ value: Double, _ other: Double) -> String {
  guard value.isFinite, other.isFinite else { return "" }
  let absolute = (value - other).magnitude
  let relative = other == 0 ? "" : ", relative \(absolute / other.magnitude)"
  return ", off by \(absolute)\(relative)"
}

private func finish(_ isPassed: Bool, _ label: String, line: UInt, found: @autoclosure () -> String) {
  if let channel = Session.current.channel {
    channel.write("expect", [label, "\(line)", isPassed ? "" : "got \(found())"])
  } else if !isPassed {
    print("expect failed: \(label.isEmpty ? "" : label + ": ")got \(found())")
  }
}
