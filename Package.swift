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
    .library(name: "NeuralNet", targets: ["NeuralNet"]),
    .library(name: "Plotting", targets: ["Plotting"]),
  ],
  targets: [
    // What the reader learns and what a tangled program links. No dependency, no Foundation.
    .target(name: "CKernels"),
    .target(name: "NeuralNet", dependencies: ["CKernels"], swiftSettings: strict),
    .target(name: "Plotting", swiftSettings: strict),
    .target(name: "NotebookRuntime", dependencies: ["Plotting"], swiftSettings: strict),

    .testTarget(name: "NeuralNetTests", dependencies: ["NeuralNet"], swiftSettings: strict),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
