// swift-tools-version: 6.2
import PackageDescription

// `bin/swift` names the folder of the toolchain's own SwiftSyntax, which is optimized and need not be compiled. That takes
// flags with which no package may be depended on by a version, so elsewhere swift-syntax is a dependency like any other.
let toolchainSyntax = Context.environment["NOTEBOOK_TOOLCHAIN_SYNTAX"]
// The tool builds what cells import with this set: then only the libraries are here, and no dependency is fetched.
let hasTool = Context.environment["NOTEBOOK_CELLS"] == nil

let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ] + (toolchainSyntax.map { [.unsafeFlags(["-I", $0])] } ?? [])

/// Modules of SwiftSyntax as dependencies; the toolchain's need none.
func syntax(_ modules: String...) -> [Target.Dependency] {
  toolchainSyntax == nil ? modules.map { .product(name: $0, package: "swift-syntax") } : []
}

let syntaxLibraries: [LinkerSetting] =
  toolchainSyntax.map { folder in
    [
      .unsafeFlags([
        "-L", folder, "-Xlinker", "-rpath", "-Xlinker", folder, "-lSwiftSyntax", "-lSwiftParser", "-lSwiftIDEUtils",
      ])
    ]
  } ?? []

let package = Package(
  name: "neural-notebook",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "notebook", targets: ["NotebookCLI"]),
    .library(name: "NeuralNet", targets: ["NeuralNet"]),
    .library(name: "Plotting", targets: ["Plotting"]),
    .plugin(name: "CheckDocs", targets: ["CheckDocs"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.26.0"),
  ],
  targets: [
    // What the reader learns and what a tangled program links. No dependency, no Foundation.
    .target(name: "CKernels"),
    .target(name: "NeuralNet", dependencies: ["CKernels"], exclude: ["README.md"], swiftSettings: strict),
    .target(name: "Plotting", swiftSettings: strict),
    .target(name: "NotebookRuntime", dependencies: ["Plotting"], swiftSettings: strict),

    // The doc-runner: Markdown → Document → Program → Run → Verdicts. It never imports NeuralNet.
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(name: "CIndexStore"),
    .target(
      name: "Notebook",
      dependencies: [
        "CCMarkGFM", "CIndexStore",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "Yams", package: "Yams"),
      ] + syntax("SwiftSyntax", "SwiftParser"),
      swiftSettings: strict, linkerSettings: syntaxLibraries),
    .target(
      name: "Site",
      dependencies: [
        "Notebook",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ] + syntax("SwiftSyntax", "SwiftParser", "SwiftIDEUtils"),
      resources: [.copy("Theme"), .copy("Math/mathml.js")],
      swiftSettings: strict),
    // What a learner needs beside the chapters: files to work in, checks, progress.
    .target(name: "Exercises", dependencies: ["Notebook"], swiftSettings: strict),
    .executableTarget(
      name: "NotebookCLI",
      dependencies: [
        "Exercises", "Notebook", "Site",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .plugin(
      name: "CheckDocs",
      capability: .command(
        intent: .custom(verb: "check-docs", description: "Runs the Swift cells of Markdown files and compares."))),

    .target(name: "TestSupport", dependencies: ["Notebook"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "NeuralNetTests", dependencies: ["NeuralNet"], swiftSettings: strict),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(name: "NotebookTests", dependencies: ["Notebook", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ExercisesTests", dependencies: ["Exercises", "Notebook", "NotebookCLI", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "SiteTests", dependencies: ["Site", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "BookTests", dependencies: ["Notebook", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport", "NotebookCLI"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

if toolchainSyntax == nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"))
}
if !hasTool {
  let libraries: Set = ["CKernels", "NeuralNet", "Plotting"]
  package.products.removeAll { !libraries.contains($0.name) }
  package.targets.removeAll { !libraries.contains($0.name) }
  package.dependencies = []
}
