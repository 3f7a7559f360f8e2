// One side of bin/bench: reads `CASE SECONDS` lines, answers each with the steps per second it reached.
//
//   Bench                 answers lines from standard input; BENCH_CLOCK says in seconds of what
//   Bench first-step      makes the net of case (1), takes one step, and ends
//   Bench allocations     prints how often a step of each training asks for memory once it has run
//   Bench peak            prints the highest rate of multiplications and additions, at the level in use

import CMeasure
import NeuralNet

/// Steps per second, measured for about so many seconds after a tenth of that as warm-up.
func rate(of step: () -> Void, for limit: Double) -> Double {
  var start = cm_seconds()
  var batch = 1
  while cm_seconds() - start < limit / 10 {
    for _ in 0..<batch { step() }
    batch *= 2
  }
  batch = max(1, batch / 8)
  start = cm_seconds()
  var steps = 0
  var elapsed = 0.0
  repeat {
    for _ in 0..<batch { step() }
    steps += batch
    elapsed = cm_seconds() - start
  } while elapsed < limit
  return Double(steps) / elapsed
}

switch CommandLine.arguments.dropFirst().first {
case "first-step":
  Case.small.prepare()()
case "peak":
  print(cm_peak(KernelLevel.current.rawValue))
case "allocations":
  for measured in [Case.small, .large, .xor, .inference] {
    let step = measured.prepare()
    for _ in 0..<20 { step() }
    let before = cm_allocations()
    for _ in 0..<100 { step() }
    let count = cm_allocations() - before
    print("\(measured.name) \(Double(count) / 100)")
  }
default:
  var prepared: [String: () -> Void] = [:]
  while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 2, let limit = Double(words[1]),
      let measured = Case.all.first(where: { $0.name == words[0] })
    else {
      print("unknown")
      continue
    }
    let step = prepared[measured.name] ?? measured.prepare()
    prepared[measured.name] = step
    print(rate(of: step, for: limit))
    flush()
  }
}
