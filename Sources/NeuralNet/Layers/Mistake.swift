/// Stops the program because of a caller's mistake that is not a matter of shapes; see `shapeMismatch` for those.
///
/// It is a fatal error and no `precondition`, whose text vanishes from optimized builds.
func fail(_ message: String) -> Never {
  fatalError(message)
}
