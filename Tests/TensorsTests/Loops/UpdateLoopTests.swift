import Testing

@testable import Tensors

@Suite("Loops: steps of optimisers")
struct UpdateLoopTests {
  /// Parameters and what an optimiser remembers, in double precision.
  private typealias Plain = (w: Double, a: Double, b: Double)

  /// Three steps of a loop against a plain one, with gradients that change; by one and two threads.
  private func check<Scalar: TensorScalar>(
    _ name: Comment, _ tolerance: Double, _ count: Int,
    _ loop: (
      UnsafeMutablePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>,
      UnsafeMutablePointer<Scalar>, Int
    ) -> Void, _ plain: (Plain, Double, Int) -> Plain
  ) {
    let start = spread(Scalar(-2)...3, count + 1)
    let gradients = (0..<3).map { spread(Scalar(-1)...Scalar(2 + $0), count + 1) }
    let results = [1, 2].map { threads in
      withThreads(threads) {
        var w = start
        var (a, b) = (
          [Scalar](repeating: 0, count: count + 1), [Scalar](repeating: 0, count: count + 1)
        )
        for step in 1...3 { loop(&w, gradients[step - 1], &a, &b, step) }
        return w
      }
    }
    #expect(results[0] == results[1], name)
    #expect(results[0][count] == start[count], name)
    var worst = 0.0
    for i in 0..<count {
      var state: Plain = (Double(start[i]), 0, 0)
      for step in 1...3 { state = plain(state, Double(gradients[step - 1][i]), step) }
      worst = max(worst, abs(Double(results[0][i]) - state.w))
    }
    #expect(worst < tolerance, name)
  }

  private func checkAll<L: Loops>(_ loops: L.Type, _ count: Int, _ tolerance: Double) {
    for (decay, decoupled) in [(0.0, 0.0), (0.1, 0), (0, 0.1)] {
      var settings = UpdateSettings<L.Scalar>(rate: 0.01, gradientScale: 0.5)
      settings.decay = L.Scalar(decay)
      settings.decoupledDecay = L.Scalar(decoupled)
      func prepared(_ state: Plain, _ g: Double) -> (Plain, Double) {
        ((state.w * (1 - 0.01 * decoupled), state.a, state.b), 0.5 * g + decay * state.w)
      }
      func corrections(_ step: Int) -> (L.Scalar, L.Scalar) {
        func power(_ x: L.Scalar) -> L.Scalar { (0..<step).reduce(1) { product, _ in product * x } }
        return (1 - power(0.9), 1 - power(0.99))
      }
      check(
        "adam", tolerance, count,
        {
          L.adam(
            $0, $1, $2, $3, count, settings, beta1: 0.9, beta2: 0.99, epsilon: 1e-8,
            corrections: corrections($4))
        },
        {
          let (known, g) = prepared($0, $1)
          var s = known
          s.a = 0.9 * s.a + 0.1 * g
          s.b = 0.99 * s.b + 0.01 * g * g
          let (c1, c2) = corrections($2)
          s.w -= 0.01 * (s.a / Double(c1)) / ((s.b / Double(c2)).squareRoot() + 1e-8)
          return s
        })
      for isNesterov in [false, true] {
        check(
          "momentum", tolerance, count,
          { w, g, m, _, _ in
            L.descend(w, g, m, count, settings, momentum: 0.9, isNesterov: isNesterov)
          },
          { state, g, _ in
            let (known, g) = prepared(state, g)
            var s = known
            s.a = 0.9 * s.a + g
            s.w -= 0.01 * (isNesterov ? g + 0.9 * s.a : s.a)
            return s
          })
      }
      check(
        "descent", tolerance, count,
        { w, g, _, _, _ in
          L.descend(w, g, nil, count, settings, momentum: 0, isNesterov: false)
        },
        { state, g, _ in
          let (s, g) = prepared(state, g)
          return (s.w - 0.01 * g, 0, 0)
        })
      check(
        "adagrad", tolerance, count,
        { w, g, v, _, _ in
          L.adagrad(w, g, v, count, settings, epsilon: 1e-5)
        },
        { state, g, _ in
          let (known, g) = prepared(state, g)
          var s = known
          s.a += g * g
          s.w -= 0.01 * g / (s.a.squareRoot() + 1e-5)
          return s
        })
      check(
        "rmsprop", tolerance, count,
        { w, g, v, _, _ in
          L.rmsprop(w, g, v, count, settings, alpha: 0.9, epsilon: 1e-5)
        },
        { state, g, _ in
          let (known, g) = prepared(state, g)
          var s = known
          s.a = 0.9 * s.a + 0.1 * g * g
          s.w -= 0.01 * g / (s.a.squareRoot() + 1e-5)
          return s
        })
    }
  }

  @Test("as plain loops, with every kind of weight decay", arguments: counts)
  func updates(count: Int) {
    // Where decay cancels a gradient Adam still takes a whole step, in a direction that is rounding.
    checkAll(FloatLoops.self, count, 1e-4)
    checkAll(DoubleLoops.self, count, 1e-12)
  }
}
