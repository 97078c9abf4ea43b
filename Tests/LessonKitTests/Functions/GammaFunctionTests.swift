import LessonKit
import Margin
import TestSupport
import Testing

@Suite("ln Γ, digamma and trigamma") struct GammaFunctionTests {
  // SciPy 1.16 at 1e-3, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 123.4.
  static let x = [1e-3, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 123.4]
  static let logGammas = [
    6.907178885383853,
    2.252712651734206,
    0.5723649429247,
    0.0,
    -0.12078223763524526,
    0.0,
    1.428072326665388,
    12.801827480081469,
    469.3360974421906,
  ]
  static let digammas = [
    -1000.5755719318103,
    -10.423754940411076,
    -1.9635100260214235,
    -0.5772156649015329,
    0.03648997397857652,
    0.42278433509846713,
    1.1671535393615113,
    2.251752589066721,
    4.8113737751162775,
  ]
  static let trigammas = [
    1000001.6425331959,
    101.43329915079275,
    4.93480220054468,
    1.6449340668482266,
    0.9348022005446793,
    0.6449340668482266,
    0.31003785767003833,
    0.10516633568168576,
    0.008136651610865263,
  ]

  @Test("they are the reference's to 13 digits", arguments: x.indices)
  func values(_ i: Int) {
    let x = Self.x[i]
    func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-13 * max(1, abs(b)) }
    #expect(isClose(logGamma(x), Self.logGammas[i]))
    #expect(isClose(digamma(x), Self.digammas[i]))
    #expect(isClose(trigamma(x), Self.trigammas[i]))
  }

  @Test("each is the slope of the one before, and steps up by its recurrence")
  func slopes() {
    for x in stride(from: 0.3, through: 30, by: 0.7) {
      let h = 1e-5
      #expect(abs((logGamma(x + h) - logGamma(x - h)) / (2 * h) - digamma(x)) < 1e-8)
      #expect(abs((digamma(x + h) - digamma(x - h)) / (2 * h) - trigamma(x)) < 1e-7)
      #expect(abs(logGamma(x + 1) - logGamma(x) - log(x)) < 1e-12)
      #expect(abs(digamma(x + 1) - digamma(x) - 1 / x) < 1e-13)
    }
  }

  @Test("at 0 they are infinite, and huge arguments give finite numbers")
  func ends() {
    #expect(logGamma(0) == .infinity && digamma(0) == -.infinity && trigamma(0) == .infinity)
    #expect(logGamma(1e300).isFinite && digamma(1e300).isFinite && trigamma(1e300) >= 0)
    #expect(digamma(Tensor<Double>([1, 2])).shape == [2])
  }
}
