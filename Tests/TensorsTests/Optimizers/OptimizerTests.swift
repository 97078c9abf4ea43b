import Foundation
import Testing

@testable import Tensors

/// Each optimiser beside its equations, written out for one number at a time.
@Suite("Optimisers")
struct OptimizerTests {
  static let start = [0.5, -1.5, 2, 0]

  /// Gradients of ten steps: of Σ w⁴/4 at the optimiser's own points.
  func trajectory(_ make: ([Parameter<Double>]) -> any Optimizer<Double>) throws -> [Double] {
    let w = Parameter(Tensor(Self.start))
    let optimizer = make([w])
    for _ in 0..<10 { try optimizer.minimize((square(square(w.value)) / 4).sum()) }
    return w.value.scalars
  }

  func expected(_ step: (_ w: inout Double, _ g: Double, _ t: Int, _ s: inout [Double]) -> Void)
    -> [Double]
  {
    Self.start.map { start in
      var (w, state) = (start, [0.0, 0.0])
      for t in 1...10 { step(&w, w * w * w, t, &state) }
      return w
    }
  }

  func expectEqual(_ a: [Double], _ b: [Double]) {
    for (a, b) in zip(a, b) { #expect(abs(a - b) < 1e-13) }
  }

  @Test("SGD: plain, with momentum, Nesterov's, with decay")
  func sgd() throws {
    expectEqual(
      try trajectory { SGD($0, rate: 0.1) }, expected { w, g, _, _ in w -= 0.1 * g })
    expectEqual(
      try trajectory { SGD($0, rate: 0.1, momentum: 0.9, weightDecay: 0.01) },
      expected { w, g, _, s in
        s[0] = 0.9 * s[0] + g + 0.01 * w
        w -= 0.1 * s[0]
      })
    expectEqual(
      try trajectory { SGD($0, rate: 0.1, momentum: 0.9, isNesterov: true) },
      expected { w, g, _, s in
        s[0] = 0.9 * s[0] + g
        w -= 0.1 * (g + 0.9 * s[0])
      })
  }

  @Test("Adam and AdamW as in algorithms 1 and 2")
  func adam() throws {
    func adam(_ w: inout Double, _ g: Double, _ t: Int, _ s: inout [Double]) {
      s[0] = 0.9 * s[0] + 0.1 * g
      s[1] = 0.999 * s[1] + 0.001 * g * g
      let m = s[0] / (1 - pow(0.9, Double(t)))
      let v = s[1] / (1 - pow(0.999, Double(t)))
      w -= 0.1 * m / (v.squareRoot() + 1e-8)
    }
    expectEqual(try trajectory { Adam($0, rate: 0.1) }, expected(adam))
    expectEqual(
      try trajectory { AdamW($0, rate: 0.1, weightDecay: 0.2) },
      expected { w, g, t, s in
        w *= 1 - 0.1 * 0.2
        adam(&w, g, t, &s)
      })
  }

  @Test("Adagrad and RMSProp")
  func roots() throws {
    expectEqual(
      try trajectory { Adagrad($0, rate: 0.1) },
      expected { w, g, _, s in
        s[0] += g * g
        w -= 0.1 * g / (s[0].squareRoot() + 1e-10)
      })
    expectEqual(
      try trajectory { RMSProp($0, rate: 0.1) },
      expected { w, g, _, s in
        s[0] = 0.99 * s[0] + 0.01 * g * g
        w -= 0.1 * g / (s[0].squareRoot() + 1e-8)
      })
  }

  @Test("Gradients are clipped by their common length, and left alone where it is short")
  func clipping() throws {
    let (a, b) = (Parameter<Double>([3, 0]), Parameter<Double>([[4]]))
    try (square(a.value).sum() / 2 + square(b.value).sum() / 2).backward()
    #expect(clipGradients(of: [a, b], to: 10) == 5)
    #expect(a.gradient == [3, 0])
    #expect(clipGradients(of: [a, b], to: 1) == 5)
    #expect(abs((a.gradient?[0] ?? 0) - 0.6) < 1e-15)
    #expect(abs((b.gradient?[0, 0] ?? 0) - 0.8) < 1e-15)
  }

  @Test("A loss without a gradient moves nothing")
  func failure() throws {
    let w = Parameter<Double>([1, 2])
    let optimizer = Adam([w])
    #expect(throws: GradientError.self) { try optimizer.minimize(log(w.value - 5).sum()) }
    #expect(w.value == [1, 2])
  }

  @Test("Schedules")
  func schedules() {
    #expect(Schedule.constant(0.1)(1000) == 0.1)
    let steps = Schedule.step(from: 1, every: 10, factor: 0.5)
    #expect([0, 9, 10, 25].map { steps($0) } == [1, 1, 0.5, 0.25])
    let cosine = Schedule.cosine(from: 1, to: 0.2, steps: 100)
    #expect(cosine(0) == 1)
    #expect(abs(cosine(50) - 0.6) < 1e-15)
    #expect(cosine(100) == 0.2 && cosine(1000) == 0.2)
    let warm = cosine.warmingUp(steps: 4)
    #expect([0, 1, 3, 4].map { warm($0) } == [0.25, 0.5, 1, 1])
    #expect(abs(warm(54) - 0.6) < 1e-15)
  }

  @Test("A copy of a parameter's value is not changed by a step")
  func valueSemantics() throws {
    let w = Parameter<Double>([1, 2])
    let before = w.value
    try SGD([w], rate: 1).minimize(w.value.sum())
    #expect(before == [1, 2])
    #expect(w.value == [0, 1])
  }
}
