import Foundation
import PackagePlugin

/// `swift package check-docs [files…]`: checks the Swift cells of a package's Markdown files, its README if none are named.
@main
struct CheckDocs: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    print("building the tool: some minutes the first time, nothing after that")
    fflush(nil)
    // A dependency on the tool would have SwiftPM compile it a second time with every build of this package.
    let built = try packageManager.build(.product("notebook"), parameters: .init())
    guard built.succeeded, let tool = built.builtArtifacts.first(where: { $0.kind == .executable }) else {
      Diagnostics.error("`notebook` could not be built:\n\(built.logText)")
      return
    }
    let process = Process()
    process.executableURL = tool.url
    process.currentDirectoryURL = context.package.directoryURL
    process.arguments =
      ["check"] + arguments
      + ["--package", context.package.directoryURL.path, "--scratch-path", context.pluginWorkDirectoryURL.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // SwiftPM holds what is printed back and says at once that a plugin failed: the report itself is the error, unless a
    // program reads it.
    if process.terminationStatus == 0 || arguments.contains(where: { $0.hasPrefix("--format") }) {
      print(report, terminator: "")
      if process.terminationStatus != 0 {
        Diagnostics.error("check-docs ended with status \(process.terminationStatus)")
      }
    } else {
      Diagnostics.error("the pages say what is not true\n\(report)")
    }
  }
}
