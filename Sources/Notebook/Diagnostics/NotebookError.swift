/// Trouble with the tool or the machine, as opposed to a chapter that is wrong: the command ends with status 2.
public struct NotebookError: Error, Equatable, Sendable {
  /// The kind of trouble.
  public enum Code: String, Equatable, Sendable {
    case compilerNotFound
    case libraryNotBuilt
    case linkFailed
    case bookNotFound
    case bookInvalid
    case chapterNotFound
    case notReadable
    case notWritable
    case changedMeanwhile
    case programNotRun
    case toolMissing
  }

  /// The kind of trouble.
  public var code: Code
  /// The subject: a path, a command.
  public var subject: String
  /// The underlying cause, as the system says it.
  public var cause: String

  /// Creates an error.
  public init(_ code: Code, _ subject: String, cause: String = "") {
    self.code = code
    self.subject = subject
    self.cause = cause
  }

  /// The error and the way out.
  public var message: String {
    let reason = cause.isEmpty ? "" : "\n\(cause)"
    return switch code {
    case .compilerNotFound:
      "no Swift compiler: `\(subject)` was not found. Install Swift 6.2 or newer from swift.org/install and put it on PATH.\(reason)"
    case .libraryNotBuilt: "the modules that cells import could not be built: \(subject)\(reason)"
    case .linkFailed: "the programs could not be linked: \(subject)\(reason)"
    case .bookNotFound: "no book in `\(subject)`: it has no folder `Chapters`. Name the book's folder with --book."
    case .bookInvalid: "`\(subject)` cannot be used: \(cause)"
    case .chapterNotFound: "no chapter `\(subject)`. \(cause)"
    case .notReadable: "`\(subject)` cannot be read.\(reason)"
    case .notWritable: "`\(subject)` cannot be written; nothing was changed.\(reason)"
    case .changedMeanwhile: "`\(subject)` changed while it was being checked; run the command again."
    case .programNotRun: "a program could not be started: \(subject)\(reason)"
    case .toolMissing: "`\(subject)` is missing: \(cause)"
    }
  }
}
