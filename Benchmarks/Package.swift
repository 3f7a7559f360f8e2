// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the book builds the measurements. Run it with bin/bench.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "neural-notebook", path: "..")],
  targets: [
    .target(name: "CMeasure"),
    .executableTarget(
      name: "Bench", dependencies: ["CMeasure", .product(name: "NeuralNet", package: "neural-notebook")]),
  ],
  swiftLanguageModes: [.v6]
)
