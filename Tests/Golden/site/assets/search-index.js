"use strict";
const bookIndex = [
["01-one-neuron.html","","One neuron, one perceptron","One neuron, one perceptron","A score, a threshold and a rule that learns from mistakes."],
["01-one-neuron.html","the-question","One neuron, one perceptron","The question","Shall we go for a walk? A neuron decides. Gates come next."],
["02-logic-gates.html","","Logic gates","Logic gates","AND, OR and NAND with one neuron each, and the line that each of them draws through the plane."],
["02-logic-gates.html","a-gate-is-a-neuron","Logic gates","A gate is a neuron","A gate takes two numbers, each 0 or 1, and answers with one. We have already met one machine that does this: the perceptron, with its weights w 1, w 2 and its bias b. On the test data it is right in 93.4 % of the cases, and step(dot(w, x) + b) is all the code that it needs. y = begin cases 1 text if w 1 x 1 + w 2 x 2 + b > 0 0 text otherwise end cases x 1 x 2 AND 0 0 0 0 1 0 1 0 0 1 1 1 Many books call the score the pre-activation. Often said, not quite true: a big weight. AND XOR The line touches no corner. The line touches no corner. Frank Rosenblatt, The perceptron, Psychological Review 65 (1958). The machine filled a room."],
["02-logic-gates.html","in-swift","Logic gates","In Swift","/// The answer of one neuron. func gate(_ x: [Double], weights: [Double], bias: Double) -> Double { step(dot(weights, x) + bias) // a sum, then a threshold } gate([1, 1], weights: [0.5, 0.5], bias: -0.7) // => 1 gate([0, 1], weights: [0.5, 0.5], bias: -0.7) // => 0 print(\"ready\") // Prints \"ready\" All four corners at once: for x in corners { print(x, gate(x, weights: [0.5, 0.5], bias: -0.7)) } [0.0, 0.0] 0.0 [0.0, 1.0] 0.0 [1.0, 0.0] 0.0 [1.0, 1.0] 1.0 display(truthTable(of: and)) input score answer A number is not a list, and the compiler says so: gate(1, weights: [0.5], bias: 0) // error: cannot convert value _ = dot([2, -1], [4, 3, 1]) // crash: shapes [2] and [3] unchecked() swift run notebook check 02"],
["02-logic-gates.html","a-line-in-the-plane","Logic gates","A line in the plane","display(decisionLine) Four corners and a line that cuts off (1, 1). The line of AND leaves only the corner (1, 1) on the upper side. Sparkline(losses) The loss falls ever more slowly, and stays there."],
["02-logic-gates.html","exercises","Logic gates","Exercises",""],
["02-logic-gates.html","and-gate","Logic gates","An AND gate","Write the AND gate with weights of your own."],
["glossary.html","neuron","Glossary","Neuron","A weighted sum, then a function."],
["api/NeuralNet.html","dot","NeuralNet","dot(_:_:)","func dot(_ a: [Double]) -> Double · The sum of the products, for SplitMix64 and ."],
["api/NeuralNet.SplitMix64.html","","NeuralNet","SplitMix64","struct SplitMix64 · A generator of random numbers."],
["api/NeuralNet.SplitMix64.html","init-seed","NeuralNet","SplitMix64.init(seed:)","init SplitMix64 · "],
["api/NeuralNet.SplitMix64.html","next","NeuralNet","SplitMix64.next()","func SplitMix64 · "],
["api/NeuralNet.SplitMix64.html","plus","NeuralNet","SplitMix64.+(_:_:)","func SplitMix64 · "],
];
