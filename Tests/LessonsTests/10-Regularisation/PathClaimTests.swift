import Margin
import Testing

@testable import Lesson10

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 10, steps 6 to 9: what the text claims") struct PathClaimTests {
  private func paths(_ host: RecordingHost) throws -> [String: [Double]] {
    guard case .line(let chart)? = host.charts["paths"] else { throw MissingChart(name: "paths") }
    return Dictionary(uniqueKeysWithValues: chart.series.map { ($0.name, $0.y) })
  }

  @Test("Step 6: the measures enter in the paper's order, from α_max = 45.16")
  func order() throws {
    let step = try StepTrial(lesson: 10, step: 6)
    let host = try step.run()
    let paths = try paths(host)
    let entries = paths.mapValues { $0.firstIndex { $0 != 0 } ?? .max }
    let order = ["bp", "s3", "sex", "s6", "s1", "s4", "s2", "age"]
    #expect(order == entries.keys.filter(order.contains).sorted { entries[$0]! < entries[$1]! })
    #expect(try #require(entries["bmi"]) <= 1 && #require(entries["s5"]) <= 1)
    let data = Regression(try diabetes(), standardising: true)
    #expect(isWritten(data.penalties(100, smallest: 1e-3, rho: 1)[0], as: "45.16"))
    #expect(step.says("45.16"))
  }

  @Test("Step 6: s3 goes to −10.6 and ends at 1.3; s1 and s2 (0.90) end at −30.4 and 17.1")
  func signs() throws {
    let step = try StepTrial(lesson: 10, step: 6)
    let paths = try paths(try step.run())
    let s3 = try #require(paths["s3"])
    #expect(isWritten(s3.min() ?? 0, as: "−10.6") && isWritten(s3.last ?? 0, as: "1.3"))
    #expect(isWritten(paths["s1"]?.last ?? 0, as: "−30.4"))
    #expect(isWritten(paths["s2"]?.last ?? 0, as: "17.1"))
    let gram = try #require(Regression(try diabetes(), standardising: true).gram)
    #expect(isWritten(gram[4, 5], as: "0.90"))
    #expect(step.says("−10.6", "1.3", "−30.4", "17.1", "0.90"))
    let ridge = try step.run(["penalty": "ridge"])
    #expect(try self.paths(ridge).values.allSatisfy { $0.allSatisfy { $0 != 0 } })
  }

  @Test("Step 7: after 48 sweeps nothing moves by 0.01, the gap is 0.226; 935 sweeps reach 1e-10")
  func gap() throws {
    let step = try StepTrial(lesson: 10, step: 7)
    let host = try step.run()
    guard case .line(let chart)? = host.charts["gap"] else { throw MissingChart(name: "gap") }
    let (gaps, moves) = (chart.series[0].y, chart.series[1].y)
    #expect(gaps.count == 935)
    #expect(moves.firstIndex { $0 <= 0.01 } == 47)
    #expect(isWritten(gaps[47], as: "0.226"))
    #expect(step.says("48", "0.226", "935", "0.01"))
    #expect(try host.result("features screened") == 0)
    #expect(try step.run(["screening": "strong rule"]).result("features screened") > 0)
  }

  @Test("Step 7: after 48 sweeps s1 is at −36.38 and has 0.57 to go; P is within a millionth")
  func valley() throws {
    let step = try StepTrial(lesson: 10, step: 7)
    let data = Regression(try diabetes(), standardising: true)
    let grid = data.penalties(10, smallest: 1e-4, rho: 1)
    var net = try ElasticNet(data, .lasso)
    for alpha in grid.dropLast() { net.solve(.init(alpha: alpha, rho: 1), .none, tolerance: 1e-10) }
    let (start, alpha) = (net.w[4], grid[9])
    var end = net
    end.solve(.init(alpha: alpha, rho: 1), .none, tolerance: 1e-10)
    for _ in 0..<48 { net.sweep(data.varying, .init(alpha: alpha, rho: 1)) }
    func objective(_ weights: [Double]) -> Double {
      let w = Tensor(weights)
      return square(data.y - matmul(data.x.transposed(), w)).mean().scalar / 2
        + alpha * abs(w).sum().scalar
    }
    #expect(isWritten(net.w[4], as: "−36.38"))
    let left = net.w[4] - end.w[4]
    #expect(isWritten(left, as: "0.57"))
    #expect((0.4...0.5).contains(left / (start - end.w[4])))
    #expect(objective(net.w) - objective(end.w) < 1e-6 * objective(end.w) * 2.1)
    #expect(step.says("−36.38", "0.57"))
  }

  @Test("Step 8: 2995 ± 138 at 1.043 with seven weights; by the rule 5.192 with five; 5930 without")
  func choice() throws {
    let step = try StepTrial(lesson: 10, step: 8)
    let host = try step.run()
    for (name, text) in [
      ("cross-validated MSE", "2995"), ("standard error", "138"), ("alpha", "1.043"),
      ("alpha (one standard error)", "5.192"), ("non-zero coefficients", "7"),
      ("non-zero (one standard error)", "5"),
    ] {
      #expect(isWritten(try host.result(name), as: text), "\(name)")
    }
    #expect(isWritten(Regression(try diabetes(), standardising: true).yy, as: "5930"))
    #expect(step.says("2995", "138", "1.043", "5.192", "5930"))
  }

  @Test("Step 8: of forty seeds 11 choose α below 0.1; the rule has four weights 24 times, five 16")
  func shares() throws {
    let step = try StepTrial(lesson: 10, step: 8)
    let hosts = try (0..<40).map { try step.run(["seed": "\($0)"]) }
    func values(_ name: String) throws -> [Double] { try hosts.map { try $0.result(name) } }
    let alphas = try values("alpha")
    #expect(alphas.count { $0 < 0.1 } == 11)
    #expect(alphas.filter { $0 >= 0.1 }.allSatisfy { (0.35..<1.45).contains($0) })
    let kept = try values("non-zero (one standard error)")
    #expect(kept.count { $0 == 4 } == 24 && kept.count { $0 == 5 } == 16)
    let errors = try values("cross-validated MSE")
    #expect(isWritten(errors.min() ?? 0, as: "2960") && isWritten(errors.max() ?? 0, as: "3035"))
    let spread = (errors.max() ?? 0) - (errors.min() ?? 0)
    #expect(try values("standard error").allSatisfy { $0 > spread })
    #expect(step.says("11", "0.4", "1.4", "2960", "3035", "24", "16"))
  }

  @Test("Step 9: the lasso gives bmi and its twin 23.77 and 1.05, ridge 12.48 each, the net 12.47")
  func twins() throws {
    let step = try StepTrial(lesson: 10, step: 9)
    func pair(_ penalty: String) throws -> (Double, Double) {
      let weights = try step.run(["penalty": penalty]).table("coefficients").numbers("weight")
      return (weights[2], weights[10])
    }
    let lasso = try pair("lasso")
    #expect(isWritten(lasso.0, as: "23.77") && isWritten(lasso.1, as: "1.05"))
    for (penalty, half) in [("ridge", "12.48"), ("elastic net", "12.47")] {
      let (one, other) = try pair(penalty)
      #expect(isWritten(one, as: half) && isWritten(other, as: half))
    }
    let net = try step.run(["penalty": "elastic net"])
    #expect(try net.result("non-zero coefficients") < 11)
    #expect(step.says("23.77", "1.05", "12.48", "12.47"))
  }
}
