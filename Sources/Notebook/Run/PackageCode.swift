internal import Foundation

/// The code of a package's modules, as far as a result can depend on it.
struct PackageCode {
  /// A digest of everything that SwiftPM builds the modules from.
  private(set) var key = ""
  /// For each module that cells may import: a digest of its code, and of the code of the modules that it imports.
  private(set) var keys: [String: String] = [:]

  private var own: [String: (digest: String, imports: Set<String>)] = [:]

  /// Reads the sources of modules in a package; files that did not change are not read again.
  ///
  /// A module's sources are the folder `Sources/NAME`. A module that another one imports is looked for beside it; what
  /// comes from other packages is covered by the manifest and the versions that SwiftPM has resolved.
  init(
    folder: String, modules: [String], toolchain: String, facts: inout FileFacts
  ) async throws(NotebookError) {
    let manifest = folder + "/Package.swift"
    guard Files.exists(manifest) else {
      throw NotebookError(.libraryNotBuilt, folder, cause: "there is no Package.swift in this folder")
    }
    var base = Digest()
    base.add(toolchain)
    base.add(try await CodeDigest.swift(manifest, &facts).digest)
    base.add((try? Files.read(folder + "/Package.resolved")) ?? [])
    let text = String(decoding: try Files.read(manifest), as: UTF8.self)
    for variable in Self.variables(named: text) {
      base.add("\(variable)=\(ProcessInfo.processInfo.environment[variable] ?? "")")
    }
    for package in Self.localPackages(in: folder) {
      let code = try await Self.read(package, { $0.hasPrefix("Sources/") || $0.isSource }, facts: &facts)
      base.add(code.digest)
    }
    let sources = folder + "/Sources"
    let beside = Set(Files.names(in: sources))
    var open = modules
    while let module = open.popLast() {
      if own[module] != nil { continue }
      let place = beside.contains(module) ? "\(sources)/\(module)" : Self.path(of: module, named: text, in: folder)
      // A target whose path the manifest computes may be anywhere in the package.
      own[module] =
        if let place {
          try await Self.read(place, { _ in true }, facts: &facts)
        } else {
          try await Self.read(folder, \.isSource, facts: &facts)
        }
      open += own[module]!.imports.filter(beside.contains)
    }
    for module in own.keys {
      var digest = base
      for part in closure(of: module).sorted() { digest.add(part + own[part]!.digest) }
      keys[module] = digest.text
    }
    var all = base
    for (module, key) in keys.sorted(by: { $0.key < $1.key }) { all.add(module + key) }
    key = all.text
  }

  /// A module and all that it imports, at first or second hand.
  private func closure(of module: String) -> Set<String> {
    var found: Set<String> = []
    var open = [module]
    while let next = open.popLast() {
      guard let part = own[next], found.insert(next).inserted else { continue }
      open += part.imports
    }
    return found
  }

  /// The folders of the packages that a package's manifest finds by a path.
  static func localPackages(in folder: String) -> [String] {
    let manifest = String(decoding: (try? Files.read(folder + "/Package.swift")) ?? [], as: UTF8.self)
    return manifest.matches(of: #/\.package\([^)]*path:\s*"([^"]+)"/#).map { match in
      match.1.hasPrefix("/") ? String(match.1) : "\(folder)/\(match.1)"
    }
  }

  /// The variables of the environment that a manifest reads.
  private static func variables(named manifest: String) -> [String] {
    manifest.matches(of: #/environment\s*\[\s*"([^"]+)"\s*\]/#).map { String($0.1) }
  }

  /// The folder of a target with a path of its own, as far as the manifest writes it out.
  private static func path(of target: String, named manifest: String, in folder: String) -> String? {
    let targets = manifest.matches(of: #/name:\s*"([^"]+)"(?:(?!name:)[\s\S])*?\spath:\s*"([^"]+)"/#)
    guard let match = targets.first(where: { $0.1 == target }) else { return nil }
    let path = "\(folder)/\(match.2)"
    return Files.isFolder(path) ? path : nil
  }

  private static func read(
    _ folder: String, _ isWanted: (String) -> Bool, facts: inout FileFacts
  ) async throws(NotebookError) -> (digest: String, imports: Set<String>) {
    var digest = Digest()
    var imports: Set<String> = []
    for name in Files.tree(below: folder) where isWanted(name) {
      let path = folder + "/" + name
      digest.add(name)
      if name.hasSuffix(".swift") {
        let code = try await CodeDigest.swift(path, &facts)
        digest.add(code.digest)
        imports.formUnion(code.imports)
      } else {
        digest.add(try await CodeDigest.other(path, &facts))
      }
    }
    return (digest.text, imports)
  }
}

extension String {
  /// True if a file of this name is compiled.
  fileprivate var isSource: Bool {
    isHeader || [".swift", ".c", ".cc", ".cpp", ".cxx", ".m", ".mm", ".S", ".s"].contains { hasSuffix($0) }
  }

  /// True if a file of this name is compiled with those that include it.
  var isHeader: Bool {
    [".h", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ipp", ".def", ".modulemap"].contains { hasSuffix($0) }
  }
}
