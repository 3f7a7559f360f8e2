import Foundation
import TestSupport

/// What a command of the tool left behind.
struct ToolOutcome {
  var status: Int32
  var output: String
  var error: String
}

extension SampleBook {
  /// Runs the real tool on this book, or from within its folder where a command takes no book.
  func run(_ arguments: [String], input: String? = nil, takesBook: Bool = true) throws -> ToolOutcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Repository.tool)
    process.arguments = arguments + (takesBook ? ["--book", folder] : [])
    if !takesBook { process.currentDirectoryURL = URL(filePath: folder) }
    let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = standardInput
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try standardInput.fileHandleForWriting.close()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let complaint = String(decoding: try error.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return ToolOutcome(status: process.terminationStatus, output: text, error: complaint)
  }
}
