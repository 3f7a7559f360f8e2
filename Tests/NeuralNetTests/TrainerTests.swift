import NeuralNet
import Testing

@Suite struct TrainerTests {
  @Test func learnsXORAndPrintsItself() {
    let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 1)
    let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.05))
    trainer.measure = { binaryAccuracy($0, $1) }
    let history = trainer.train(on: .xor, epochs: 500)
    #expect(history.losses.last! < 0.01 && history.losses[0] > 0.5)
    #expect(history.epochs.last?.measure == 1)
    #expect(history.updates == 500)
    #expect(
      net.description == """
        layer    output  parameters
        input    [n, 2]           0
        dense    [n, 4]          12
        tanh     [n, 4]           0
        dense    [n, 1]           5
        sigmoid  [n, 1]           0
        total                    17
        """)
  }
}
