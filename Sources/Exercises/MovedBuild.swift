internal import Foundation
internal import Notebook

/// A build by SwiftPM that was made before its package was moved or copied: the compiler refuses the modules that it
/// cached at the old place ("precompiled file … was compiled with module cache path …").
public enum MovedBuild {
  /// The folders in a package's `.build` that must go, so that the package can be built where it is now.
  public static func folders(of package: String) -> [String] {
    let build = package + "/.build"
    return Files.names(in: build).map { "\(build)/\($0)" }.filter { folder in
      ["debug", "release"].contains { isMoved("\(folder)/\($0)/ModuleCache") }
    }
  }

  /// Whether a cache's modules name another cache as their own.
  private static func isMoved(_ cache: String) -> Bool {
    let modules = Files.names(in: cache).lazy.flatMap { folder in
      Files.names(in: "\(cache)/\(folder)").filter { $0.hasSuffix(".pcm") }.map { "\(cache)/\(folder)/\($0)" }
    }
    guard let module = modules.first, let bytes = try? Data(contentsOf: URL(fileURLWithPath: module)) else {
      return false
    }
    let places = [cache, URL(fileURLWithPath: cache).resolvingSymlinksInPath().path]
    return !places.contains { bytes.range(of: Data($0.utf8)) != nil }
  }
}
