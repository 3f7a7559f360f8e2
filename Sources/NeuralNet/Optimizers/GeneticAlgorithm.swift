/// Searches without gradients: a population of candidates, of which the better ones have children with small changes.
///
/// Each generation: the `elite` best survive unchanged, so the best loss never rises. Every other place goes to a child of
/// two parents, each the best of `tournament` random candidates; each gene comes from one parent or the other with equal
/// chance, and then a normal random number with standard deviation `mutation` is added.
/// ```swift
/// var search = GeneticAlgorithm(genes: 2, population: 30, seed: 1) { x in x[0] * x[0] + x[1] * x[1] }
/// for _ in 0..<40 { search.step() }
/// search.best  // => [-0.005, -0.014]
/// ```
///
/// - Complexity: `population − elite` evaluations of the loss a generation.
///
/// Source: Holland, *Adaptation in Natural and Artificial Systems*, 1975; Montana and Davis, *Training Feedforward Neural
/// Networks Using Genetic Algorithms*, IJCAI 1989.
public struct GeneticAlgorithm {
  /// A candidate and its loss.
  public struct Individual: Sendable {
    /// The numbers searched for.
    public let genes: [Double]
    /// How bad they are.
    public let loss: Double
  }

  /// The candidates, the best first.
  public private(set) var population: [Individual]
  /// The number of generations so far.
  public private(set) var generation = 0
  /// The number of evaluations of the loss.
  public private(set) var evaluations: Int
  /// The best loss of each generation, the first population included.
  public private(set) var bestLosses: [Double]
  /// The mean loss of each generation, the first population included.
  public private(set) var meanLosses: [Double]

  private let elite: Int
  private let tournament: Int
  private let mutation: Double
  private let loss: ([Double]) -> Double
  private var rng: SplitMix64

  /// Draws the first population from the normal distribution.
  ///
  /// - Parameters:
  ///   - genes: How many numbers a candidate has.
  ///   - population: How many candidates there are.
  ///   - elite: How many survive unchanged.
  ///   - tournament: Among how many random candidates a parent is the best.
  ///   - mutation: The standard deviation of the changes.
  ///   - deviation: The standard deviation of the first population.
  ///   - seed: Decides all random choices.
  ///   - loss: What is made smaller; a candidate whose loss is not a number (NaN) ranks last.
  /// - Precondition: `1 <= elite < population` and `tournament >= 1` (else a fatal error that names them).
  public init(
    genes: Int, population: Int, elite: Int = 2, tournament: Int = 3, mutation: Double = 0.3, deviation: Double = 1,
    seed: UInt64, loss: @escaping ([Double]) -> Double
  ) {
    if elite < 1 || elite >= population || tournament < 1 {
      fail("GeneticAlgorithm: elite \(elite) of \(population) with tournaments of \(tournament) cannot breed")
    }
    (self.elite, self.tournament, self.mutation, self.loss) = (elite, tournament, mutation, loss)
    var rng = SplitMix64(seed: seed)
    self.population = (0..<population).map { _ in
      let genes = (0..<genes).map { _ in deviation * rng.normal() }
      return Individual(genes: genes, loss: loss(genes))
    }
    self.rng = rng
    evaluations = population
    bestLosses = []
    meanLosses = []
    rank()
  }

  /// The best candidate so far.
  public var best: [Double] { population[0].genes }

  /// Breeds one generation.
  public mutating func step() {
    var next = Array(population[..<elite])
    while next.count < population.count {
      let (mother, father) = (parent(), parent())
      let genes = mother.indices.map { i in
        (rng.uniform() < 0.5 ? mother[i] : father[i]) + mutation * rng.normal()
      }
      next.append(Individual(genes: genes, loss: loss(genes)))
    }
    evaluations += population.count - elite
    generation += 1
    population = next
    rank()
  }

  private mutating func parent() -> [Double] {
    // The population is sorted, so the smallest of the drawn positions wins the tournament.
    var winner = population.count - 1
    for _ in 0..<tournament { winner = min(winner, rng.integer(below: population.count)) }
    return population[winner].genes
  }

  private mutating func rank() {
    population.sort { isBetter($0.loss, than: $1.loss) }
    bestLosses.append(population[0].loss)
    meanLosses.append(population.reduce(0) { $0 + $1.loss } / Double(population.count))
  }
}
