import NeuralNet
import Testing

/// The loss on XOR of a 2-4-1 net of tanh and sigmoid with 17 genes as its weights.
private func xorLoss() -> ([Double]) -> Double {
  let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 0)
  return { genes in
    net.weightVector = genes
    return BinaryCrossEntropy()(net.predict(Dataset.xor.inputs), Dataset.xor.targets)
  }
}

@Suite struct EvolutionTests {
  @Test func geneticSearchSolvesXORForFiveSeeds() {
    for seed in 1...5 as ClosedRange<UInt64> {
      var search = GeneticAlgorithm(genes: 17, population: 60, mutation: 0.5, deviation: 2, seed: seed, loss: xorLoss())
      while search.bestLosses.last! > 0.1 && search.generation < 300 { search.step() }
      #expect(search.bestLosses.last! <= 0.1, "seed \(seed)")
      #expect(search.evaluations == 60 + 58 * search.generation)
    }
  }

  @Test func theBestNeverGetsWorse() {
    var search = GeneticAlgorithm(genes: 17, population: 20, elite: 1, seed: 3, loss: xorLoss())
    for _ in 0..<50 { search.step() }
    #expect(zip(search.bestLosses, search.bestLosses.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(search.bestLosses.count == 51 && search.meanLosses.count == 51)
    #expect(zip(search.bestLosses, search.meanLosses).allSatisfy { $0 <= $1 })
    #expect(search.population.first?.genes == search.best && search.population.first?.loss == search.bestLosses.last)
    #expect(search.meanLosses[50] < search.meanLosses[0])
  }

  @Test func childrenMixBothParents() {
    // Without mutation every gene of a child is a gene of the first population at the same place.
    var search = GeneticAlgorithm(genes: 4, population: 12, mutation: 0, seed: 8) { $0.reduce(0) { $0 + $1 * $1 } }
    let pool = (0..<4).map { place in Set(search.population.map { $0.genes[place] }) }
    let first = Set(search.population.map(\.genes))
    search.step()
    #expect(search.population.allSatisfy { child in (0..<4).allSatisfy { pool[$0].contains(child.genes[$0]) } })
    #expect(search.population.contains { !first.contains($0.genes) })
  }

  @Test func onePlusOneClimbsDownAndTunesItsSteps() {
    var search = EvolutionStrategy(from: [5, -3], deviation: 1, seed: 2) { $0[0] * $0[0] + 10 * $0[1] * $0[1] }
    var losses = [search.bestLoss]
    for _ in 0..<400 {
      search.step()
      losses.append(search.bestLoss)
    }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(losses[400] < 1e-10 && search.evaluations == 401 && search.deviation < 1e-3)
    // On an endless slope every second child is better: too careful, so the steps grow.
    var slope = EvolutionStrategy(from: [0], deviation: 1, seed: 2) { $0[0] }
    for _ in 0..<100 { slope.step() }
    #expect(slope.deviation > 100)
  }

  @Test func sameSeedSameSearch() {
    func end(_ seed: UInt64) -> [Double] {
      var search = GeneticAlgorithm(genes: 3, population: 10, seed: seed) { $0.reduce(0) { $0 + $1 * $1 } }
      for _ in 0..<5 { search.step() }
      return search.best
    }
    #expect(end(1) == end(1) && end(1) != end(2))
  }
}
