/// An address in a program's memory, as the text of an object or a key path may hold it.
///
/// Systems place programs anew for every run, so that it is another one each time.
enum MemoryAddress {
  /// True if a text holds what is an address as far as its size says: more than 32 bits, and no more than 48.
  static func isIn(_ text: String) -> Bool {
    text.containsFast("0x") && text.contains(#/\b0x0*[1-9a-fA-F][0-9a-fA-F]{8,11}\b/#)
  }

  /// The reason for which a text with an address is not compared or written.
  static let problem = "holds an address, which changes from run to run"

  /// The text with dots for its addresses.
  static func hidden(in text: String) -> String {
    text.replacing(#/\b0x0*[1-9a-fA-F][0-9a-fA-F]{8,11}\b/#, with: "0x…")
  }
}
