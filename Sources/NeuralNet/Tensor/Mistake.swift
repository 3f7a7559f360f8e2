/// Stops the program because of a caller's mistake: every such stop of the library comes here.
///
/// It is a fatal error and no `precondition`, whose text vanishes from optimized builds. For shapes, see `shapeMismatch`.
@usableFromInline func fail(_ message: String) -> Never {
  #if hasFeature(Embedded)
    // There the text of a fatal error vanishes too.
    print("Fatal error: \(message)")
  #endif
  fatalError(message)
}
