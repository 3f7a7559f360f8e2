enum Loss {
  // snippet.squared
  static func squared(_ error: Double) -> Double {
    error * error
  }
  // snippet.end
}
