import Margin
import TestSupport
import Testing

@testable import Lesson12

@Suite("Losses of the margin") struct LossTests {
  @Test("values at the margins of the golden file")
  func golden() throws {
    let golden = try GoldenFile("12-kernel-logistic-regression").case("losses")
    let m = try golden.inputs.margin.tensor.scalars
    for (loss, base, expected) in [
      (SurrogateLoss.hinge, LogarithmBase.two, golden.expected.hinge),
      (.logistic, .natural, golden.expected.logistic),
      (.logistic, .two, golden.expected.logisticBase2),
      (.squared, .two, golden.expected.squared),
    ] {
      for (m, expected) in zip(m, try expected.tensor.scalars) {
        #expect(abs(loss.value(m, base) - expected) < golden.tolerance)
      }
    }
  }

  @Test("the logistic loss neither overflows nor loses its digits")
  func stable() {
    #expect(SurrogateLoss.logistic.value(-1000, .natural) == 1000)
    #expect(SurrogateLoss.logistic.value(1000, .natural) <= 1e-300)
    #expect(abs(SurrogateLoss.logistic.value(40, .natural) / exp(-40) - 1) < 1e-12)
    #expect(SurrogateLoss.logistic.slope(0, .natural) == -0.5)
    #expect(SurrogateLoss.logistic.slope(1000, .two) == 0)
  }

  @Test(
    "slopes are those of central differences, but at the hinge's corner",
    arguments: SurrogateLoss.allCases)
  func slopes(loss: SurrogateLoss) {
    for m in stride(from: -2.05, to: 4, by: 0.1) {
      for base in LogarithmBase.allCases {
        let slope = (loss.value(m + 1e-6, base) - loss.value(m - 1e-6, base)) / 2e-6
        #expect(abs(slope - loss.slope(m, base)) < 1e-6)
        #expect(base == .natural && loss == .logistic || loss.value(m, base) >= (m <= 0 ? 1 : 0))
      }
    }
  }

  @Test("the logistic and the squared line are at their minimum in the end")
  func minimum() throws {
    let host = try run(MarginLosses(), ["lambda": .number(1)])
    #expect(try host.result("converged") == 1)
    for loss in SurrogateLoss.allCases {
      let losses = try #require(host.series["\(loss.rawValue) mean loss"])
      #expect(losses.allSatisfy(\.isFinite) && (losses.last ?? 1) < losses[0])
    }
  }
}

@Suite("The representer theorem") struct RepresenterTests {
  @Test("what is orthogonal to the points shrinks by 1 − λ/2 a step, and stays without λ")
  func decay() throws {
    for lambda in [0.0, 0.1, 1] {
      let host = try run(RepresenterTheorem(), ["lambda": .number(lambda)])
      let lengths = try #require(host.series["w⊥ length"])
      for (former, next) in zip(lengths, lengths.dropFirst()) where former > 1e-6 {
        #expect(relativeError(next, (1 - lambda / 2) * former) < 1e-6)
      }
      let (whole, part) = (try host.result("objective"), try host.result("objective of w∥"))
      #expect(part <= whole)
    }
  }
}
