// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

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
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.26.0"),
  ],
  targets: [
    // What the reader learns and what a tangled program links. No dependency, no Foundation.
    .target(name: "CKernels"),
    .target(name: "NeuralNet", dependencies: ["CKernels"], swiftSettings: strict),
    .target(name: "Plotting", swiftSettings: strict),
    .target(name: "NotebookRuntime", dependencies: ["Plotting"], swiftSettings: strict),

    // The doc-runner: Markdown → Document → Program → Run → Verdicts. It never imports NeuralNet.
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .target(
      name: "Notebook",
      dependencies: [
        "CCMarkGFM",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: [
        "Notebook",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftIDEUtils", package: "swift-syntax"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
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
