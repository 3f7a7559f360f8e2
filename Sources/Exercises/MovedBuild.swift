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

  /// True if the modules in a cache name another cache as their own; those that need no other module name none.
  private static func isMoved(_ cache: String) -> Bool {
    let modules = Files.names(in: cache).lazy.flatMap { folder in
      Files.names(in: "\(cache)/\(folder)").filter { $0.hasSuffix(".pcm") }.map { "\(cache)/\(folder)/\($0)" }
    }
    let mark = Data("/ModuleCache/".utf8)
    let naming = modules.compactMap { try? Data(contentsOf: URL(fileURLWithPath: $0)) }.first {
      $0.range(of: mark) != nil
    }
    guard let naming else { return false }
    let places = [cache, URL(fileURLWithPath: cache).resolvingSymlinksInPath().path]
    return !places.contains { naming.range(of: Data("\($0)/".utf8)) != nil }
  }
}
