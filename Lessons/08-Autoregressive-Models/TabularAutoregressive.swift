import Margin

// x [N, n] of 0 and 1 · after each of 2^(i − 1) prefixes x_<i, how often x_i was 0 and 1

/// The chain rule with a table for every conditional: all there is to know, 2ⁿ − 1 numbers.
final class TabularAutoregressive: Kernel {
  @Slider("pixels n", 1...16, restarts: true) var pixels = 8
  @Slider("pseudo-count", 0...2) var pseudocount = 0.5

  static let reads = ["digits", "train", "valid", "test"]

  func run(in pane: Pane) throws {
    let data = try BinaryData(.threshold, .raster, in: pane)
    let train = data.allOfTrain(using: &pane.random)
    let chosen = mostVariable(min(pixels, data.size), train)
    let parts = [train, data.valid, data.test].map { bits($0, chosen) }
    let tables = ConditionalTables(counting: parts[0])
    var pass = 0
    repeat {
      pass += 1
      var sizes: [TableSize] = []
      for _ in pane.steps(chosen.count) {
        let (n, alpha) = (sizes.count + 1, pseudocount)
        let nll = parts.map { part in
          Likelihoods(values: part.map { -tables.logLikelihood($0.prefix(n), alpha) })
        }
        sizes.append(
          TableSize(pixels: n, nll: nll, independent: independent(parts, n, alpha)))
        show(sizes, pass: pass, in: pane)
      }
      if let last = sizes.last { report(last, in: pane) }
    } while pane.waitForChange()
  }

  /// Pixels that know nothing of each other, on the test vectors.
  func independent(_ parts: [[[Int]]], _ n: Int, _ alpha: Double) -> Double {
    let tables = (0..<n).map { i in ConditionalTables(counting: parts[0].map { [$0[i]] }) }
    return Likelihoods(
      values: parts[2].map { x in
        -(0..<n).reduce(0) { $0 + tables[$1].logLikelihood([x[$1]], alpha) }
      }
    ).mean
  }

  func report(_ size: TableSize, in pane: Pane) {
    let (valid, test) = (size.nll[1], size.nll[2])
    let impossible = test.values.count { $0 == .infinity }
    pane.result("test NLL (nats)", test.mean, better: .lower)
    pane.result("test NLL standard error", test.standardError)
    pane.result("independent, test NLL (nats)", size.independent, better: .lower)
    pane.result("valid NLL (nats)", valid.mean, better: .lower)
    pane.result("impossible test vectors", Double(impossible))
    if impossible > 0 {
      pane.log("test NLL (nats): infinite, since vectors occur whose probability is 0")
    }
    pane.result("parameters", Double(size.parameters))
  }
}

/// How often each pixel was 0 and 1 after each prefix: what is learnt.
struct ConditionalTables {
  /// counts[i][prefix]: zeros and ones, the prefix read as a binary number.
  private var counts: [[(zeros: Double, ones: Double)]]

  init(counting vectors: [[Int]]) {
    let n = vectors.first?.count ?? 0
    counts = (0..<n).map { Array(repeating: (0, 0), count: 1 << $0) }
    for x in vectors {
      var prefix = 0
      for i in 0..<n {
        if x[i] == 1 { counts[i][prefix].ones += 1 } else { counts[i][prefix].zeros += 1 }
        prefix = 2 * prefix + x[i]
      }
    }
  }

  /// log p(x) = Σ_i log p(x_i | x_<i), the conditionals (n_1 + α)/(n_0 + n_1 + 2α) with pseudo-count α.
  ///
  /// −∞ where α is 0 and a prefix was never followed so.
  func logLikelihood(_ x: some Sequence<Int>, _ alpha: Double) -> Double {
    var (sum, prefix) = (0.0, 0)
    for (i, bit) in x.enumerated() {
      let (zeros, ones) = counts[i][prefix]
      let count = bit == 1 ? ones : zeros
      if count + alpha == 0 { return -.infinity }
      sum += log((count + alpha) / (zeros + ones + 2 * alpha))
      prefix = 2 * prefix + bit
    }
    return sum
  }
}

/// The n columns that vary most, the most variable first.
func mostVariable(_ n: Int, _ x: Tensor<Float>) -> [Int] {
  let p = x.mean(axis: 0).scalars
  let variance = p.map { $0 * (1 - $0) }
  return Array(p.indices.sorted { (-variance[$0], $0) < (-variance[$1], $1) }.prefix(n))
}

/// The chosen columns of 0 and 1 as integers.
func bits(_ x: Tensor<Float>, _ columns: [Int]) -> [[Int]] {
  (0..<x.shape[0]).map { n in columns.map { Int(x[n, $0]) } }
}
