import NeuralNet
import Testing

@Suite struct NumericGradientTests {
  @Test func exactForStraightLinesAndOffByHForTheParabola() {
    // A power of two keeps the arithmetic itself exact.
    for h in [0x1p-1, 0x1p-10, 0x1p-20] {
      #expect(forwardDifference({ $0 }, at: 3, h: h) == 1)
      #expect(forwardDifference({ $0 * $0 }, at: 3, h: h) == 6 + h)
      #expect(centralDifference({ $0 * $0 }, at: 3, h: h) == 6)
    }
  }

  @Test func errorsForTheCube() {
    let cube = { (x: Double) in x * x * x }
    expectPrinted(abs(forwardDifference(cube, at: 2, h: 1e-4) - 12), 6.0e-4, decimals: 5)
    expectPrinted(abs(centralDifference(cube, at: 2, h: 1e-4) - 12), 1.0e-8, decimals: 9)
    #expect(abs(forwardDifference(cube, at: 2, h: 1e-12) - 12) > 1e-4)
    #expect(abs(centralDifference(cube, at: 2, h: 1e-12) - 12) > 1e-4)
  }

  @Test func gradientsCallTheFunctionAsOftenAsPromised() {
    var calls = 0
    let f = { (x: [Double]) in
      calls += 1
      return x[0] * x[0] + 3 * x[1] + x[0] * x[2]
    }
    let point = [1.0, 2, -4]
    expectClose(centralGradient(f, at: point), [-2, 3, 1], relative: 1e-9)
    #expect(calls == 6)
    expectClose(forwardGradient(f, at: point), [-2, 3, 1], relative: 1e-4)
    #expect(calls == 10)
    #expect(point == [1, 2, -4])
  }

  @Test func relativeErrorIsAShareOfTheLarger() {
    #expect(relativeError(1, 1.25) == 0.2 && relativeError(-1.25, 1) == 1.8)
    #expect(relativeError(0, 0) == 0 && relativeError(1e-9, 0) == 1)
    #expect(relativeError(1e-9, 0, floor: 1e-3) < 1.1e-6)
    #expect(relativeError(.nan, 1).isNaN)
  }
}

@Suite struct ValueTests {
  @Test func buyingApples() {
    let (apple, apples, orange, oranges, tax) = (Value(100), Value(2), Value(150), Value(3), Value(1.1))
    let price = (apple * apples + orange * oranges) * tax
    price.backward()
    #expect(abs(price.data - 715) < 1e-12)
    expectClose(
      [apple, apples, orange, oranges, tax].map(\.gradient), [2.2, 110, 3.3, 165, 650], relative: 1e-14)
  }

  @Test func aValueUsedTwiceGetsTheSumOverBothPaths() {
    let x = Value(3, "x")
    let y = x * x + 2 * x
    y.backward()
    #expect(y.data == 15 && x.gradient == 8)
    // Another pass replaces the gradients and does not add to them.
    y.backward()
    #expect(x.gradient == 8)
  }

  @Test func sharedValuesAreVisitedOnceHoweverManyPathsThereAre() {
    var x = Value(1, "x")
    let start = x
    // 60 doublings: plain recursion would walk 2⁶⁰ paths.
    for _ in 0..<60 { x = x + x }
    #expect(x.topologicalOrder().count == 61)
    x.backward()
    #expect(start.gradient == 0x1p60)
  }

  @Test func topologicalOrderPutsOperandsFirst() {
    let (a, b) = (Value(2), Value(-3))
    let root = (a * b).tanh() + a.sigmoid() / b.exp()
    let order = root.topologicalOrder()
    let graph = ComputationGraph(of: root)
    #expect(order.last === root && graph.nodes.count == order.count)
    for (index, node) in graph.nodes.enumerated() {
      #expect(node.operands.allSatisfy { $0 < index && graph.nodes[$0].column < node.column })
    }
  }

  @Test func everyOperationHasTheSlopeOfItsCentralDifference() {
    let operations: [(String, (Value) -> Value)] = [
      ("+", { $0 + 3 }), ("+ right", { 3 + $0 }), ("-", { $0 - 3 }), ("- right", { 3 - $0 }), ("negate", { -$0 }),
      ("*", { 3 * $0 }), ("/", { $0 / 3 }), ("/ right", { 3 / $0 }), ("power", { $0.power(5) }), ("exp", { $0.exp() }),
      ("log", { $0.log() }), ("tanh", { $0.tanh() }), ("sigmoid", { $0.sigmoid() }), ("relu", { $0.relu() }),
      ("silu", { $0.apply(SiLU()) }),
    ]
    for (name, operation) in operations {
      for x in [0.4, 1.9] {
        let input = Value(x)
        let result = operation(input)
        result.backward()
        let numeric = centralDifference({ operation(Value($0)).data }, at: x)
        #expect(relativeError(input.gradient, numeric) < 1e-8, "\(name) at \(x)")
      }
    }
  }

  @Test func agreesWithTheLayers() {
    let net = Sequential(inputs: 2, [.dense(3), .tanh, .dense(1), .sigmoid], seed: 5)
    let (x, t) = ([0.3, -1.2], 0.8)
    let gradient = net.backward(
      SumSquaredError().gradient(net.forward(Matrix([x])), [[t]]))
    let inputs = x.map { Value($0) }
    let weights = net.parameters.map { $0.value.map { $0 } }
    func dense(_ x: [Value], _ w: Matrix, _ b: Matrix) -> [Value] {
      (0..<w.columns).map { j in
        x.indices.reduce(Value(b[0, j])) { $0 + Value(w[$1, j]) * x[$1] }
      }
    }
    let hidden = dense(inputs, weights[0], weights[1]).map { $0.tanh() }
    let error = dense(hidden, weights[2], weights[3])[0].sigmoid() - Value(t)
    (0.5 * error * error).backward()
    expectClose(inputs.map(\.gradient), gradient.values)
  }

  @Test func detachedValuesPassNothingOn() {
    let x = Value(4)
    let y = x * x.detached()
    y.backward()
    #expect(x.gradient == 4)
  }

  @Test func theGraphReadsAsText() {
    let x = Value(3, "x")
    let y = x * x + 2
    y.backward()
    #expect(
      ComputationGraph(of: y).description == """
        #0 x = 3, gradient 6
        #1 *(#0, #0) = 9, gradient 1
        #2 input = 2, gradient 1
        #3 +(#1, #2) = 11, gradient 1
        """)
    #expect(ComputationGraph(of: y).nodes[1].slopes == [3, 3])
  }
}

/// Long chains of values come and go without deep recursion.
@Suite struct LongChainTests {
  @Test func aLongChainIsReleased() {
    var x = Value(1)
    let start = x
    for _ in 0..<400_000 { x = x + start }
    x.backward()
    #expect(start.gradient == 400_001)
  }

  @Test func whatIsHeldElsewhereStays() {
    let x = Value(2)
    var middle = x * x
    do {
      var y = middle
      for _ in 0..<1000 { y = y + x }
      middle = y.topologicalOrder()[1]
    }
    #expect(middle.data == 4)
    middle.backward()
    #expect(x.gradient == 4)
  }
}
