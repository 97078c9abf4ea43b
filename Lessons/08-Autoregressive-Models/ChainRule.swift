import Margin

// p [2, 2, 2]: a number for each vector (x_1, x_2, x_3) of three bits, with the sum 1

/// A joint distribution of three bits, taken apart into conditionals in any order.
final class ChainRule: Kernel {
  @Choice("order", restarts: true) var order = BitOrder.first
  @Slider("weight of 000", 0.0...1, restarts: true) var w000 = 0.3
  @Slider("weight of 001", 0.0...1, restarts: true) var w001 = 0.1
  @Slider("weight of 010", 0.0...1, restarts: true) var w010 = 0.05
  @Slider("weight of 011", 0.0...1, restarts: true) var w011 = 0.05
  @Slider("weight of 100", 0.0...1, restarts: true) var w100 = 0.05
  @Slider("weight of 101", 0.0...1, restarts: true) var w101 = 0.05
  @Slider("weight of 110", 0.0...1, restarts: true) var w110 = 0.1
  @Slider("weight of 111", 0.0...1, restarts: true) var w111 = 0.3

  func run(in pane: Pane) throws {
    let weights = [w000, w001, w010, w011, w100, w101, w110, w111]
    let sum = weights.reduce(0, +)
    if sum == 0 { throw NoWeight() }
    let joint = JointOfBits(p: weights.map { $0 / sum })
    let factors = joint.conditionals(order.bits)
    show(joint, factors, order.bits, in: pane)
    for count in pane.steps(3) {
      pane.plot("entropy of the first bits (nats)", joint.entropy(order.bits.prefix(count)))
    }
    pane.result("numbers", Double(factors.count))
    pane.result("largest error of the products", joint.error(of: factors, order.bits))
  }
}

/// The distribution of three bits: p of 000, 001, …, 111.
struct JointOfBits {
  var p: [Double]

  /// p(those bits of a vector that are given by their places).
  func marginal(_ bits: [Int: Int]) -> Double {
    (0..<8).filter { x in bits.allSatisfy { bit(x, $0.key) == $0.value } }.reduce(0) { $0 + p[$1] }
  }

  /// −Σ p log p over the values of those bits.
  func entropy(_ bits: some Collection<Int>) -> Double {
    (0..<1 << bits.count).reduce(0) { sum, value in
      let values = (0..<bits.count).map { value >> $0 & 1 }
      let p = marginal(Dictionary(uniqueKeysWithValues: zip(bits, values)))
      return p > 0 ? sum - p * log(p) : sum
    }
  }

  /// p(x_o = 1 | the bits before it in the order), for every prefix: 1 + 2 + 4 numbers.
  ///
  /// A prefix that never occurs says nothing of what follows; ½ is as good as any.
  func conditionals(_ order: [Int]) -> [(given: [Int], bit: Int, p: Double)] {
    (0..<3).flatMap { place in
      (0..<1 << place).map { prefix in
        let values = (0..<place).map { prefix >> (place - 1 - $0) & 1 }
        let given = Dictionary(uniqueKeysWithValues: zip(order.prefix(place), values))
        let all = marginal(given)
        let one = marginal(given.merging([order[place]: 1]) { $1 })
        return (values, order[place], all > 0 ? one / all : 0.5)
      }
    }
  }

  /// The largest difference between a probability and the product of its conditionals.
  func error(of factors: [(given: [Int], bit: Int, p: Double)], _ order: [Int]) -> Double {
    (0..<8).map { x in
      let bits = order.map { bit(x, $0) }
      let product = (0..<3).reduce(1.0) { product, place in
        let factor = factors.first {
          $0.bit == order[place] && $0.given == Array(bits.prefix(place))
        }
        let one = factor?.p ?? .nan
        return product * (bits[place] == 1 ? one : 1 - one)
      }
      return abs(product - p[x])
    }.max() ?? 0
  }
}

/// Bit i of a vector, 0 the first.
func bit(_ x: Int, _ i: Int) -> Int { x >> (2 - i) & 1 }

/// An order of three bits.
enum BitOrder: String, CaseIterable, Sendable {
  case first = "1, 2, 3"
  case second = "3, 1, 2"
  case third = "2, 3, 1"

  var bits: [Int] {
    switch self {
    case .first: [0, 1, 2]
    case .second: [2, 0, 1]
    case .third: [1, 2, 0]
    }
  }
}

/// Eight weights of which none is above 0.
struct NoWeight: Error, CustomStringConvertible {
  var description: String { "all weights are 0: one above 0 is needed" }
}

/// The eight probabilities, and the conditionals whose products they are.
private func show(
  _ joint: JointOfBits, _ factors: [(given: [Int], bit: Int, p: Double)], _ order: [Int],
  in pane: Pane
) {
  pane.show(as: "joint") {
    .bars(
      BarChart((0..<8).map { x in (0..<3).map { "\(bit(x, $0))" }.joined() }, joint.p, xLabel: "p"))
  }
  pane.show(as: "conditionals") {
    .table(
      TableChart(
        columns: ["conditional", "p"],
        rows: factors.map { factor in
          let given = zip(order, factor.given).map { "x\($0 + 1) = \($1)" }.joined(separator: ", ")
          let bar = given.isEmpty ? "" : " | "
          return [.text("x\(factor.bit + 1) = 1\(bar)\(given)"), .number(factor.p)]
        }))
  }
}
