import Foundation
import NeuralNet

/// The numbers that Tests/Oracles/pytorch.py wrote.
struct Oracle: Decodable {
  struct Tensor: Decodable {
    let shape: [Int]
    let values: [Double]
    var matrix: Matrix { Matrix(rows: shape[0], columns: shape[1], values) }
  }
  struct Activations: Decodable {
    struct Case: Decodable {
      let y: Tensor
      let slope: Tensor?
    }
    let x: Tensor
    let cases: [String: Case]
  }
  struct Loss: Decodable {
    let predictions: Tensor
    let targets: Tensor
    let value: Tensor
    let gradient: Tensor
  }
  struct Layer: Decodable {
    let x: Tensor
    let y: Tensor
    let outputGradient: Tensor
    let inputGradient: Tensor
    let parameters: [String: Tensor]
    let gradients: [String: Tensor]
  }
  struct Optimizers: Decodable {
    struct Net: Decodable {
      let losses: Tensor
      let parameters: [Tensor]
    }
    let curvature: [Double]
    let start: [Double]
    let quadratic: [String: Tensor]
    let x: Tensor
    let t: Tensor
    let weights: [Tensor]
    let net: [String: Net]
  }

  let activations: Activations
  let losses: [String: Loss]
  let layers: [String: Layer]
  let optimizers: Optimizers

  static let pyTorch: Oracle = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Oracles/pytorch.json")
    do {
      return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: path))
    } catch {
      fatalError("cannot read \(path.path): \(error)")
    }
  }()
}
