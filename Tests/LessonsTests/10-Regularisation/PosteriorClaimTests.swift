import Margin
import Testing

@testable import Lesson10

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 10, steps 1 to 5 and 10: what the text claims") struct PosteriorClaimTests {
  @Test(
    "Step 1: errors by degree, on the points and from the sine",
    arguments: [
      ("1", "0.433", "0.491"), ("3", "0.172", "0.123"), ("6", "0.116", "0.303"),
      ("9", "0.093", "6.47"), ("14", "0.000", "446226"),
    ])
  func degrees(degree: String, train: String, truth: String) throws {
    let step = try StepTrial(lesson: 10, step: 1)
    let host = try step.run(["degree": degree])
    #expect(isWritten(try host.result("train RMSE"), as: train))
    #expect(isWritten(try host.result("true RMSE"), as: truth))
    #expect(step.says(train, truth))
    if degree == "14" {
      #expect(isWritten(try host.result("largest weight"), as: "820950"))
      #expect(step.says("820950"))
    }
  }

  @Test(
    "Step 2: errors by λ at degree 14",
    arguments: [
      ("1e-6", "0.044", "17.4"), ("1e-3", "0.065", "1.11"), ("1e-2", "0.082", "0.497"),
      ("0.1", "0.109", "0.224"), ("1", "0.204", "0.231"), ("10", "0.537", "0.519"),
    ])
  func lambdas(lambda: String, train: String, truth: String) throws {
    let step = try StepTrial(lesson: 10, step: 2)
    let host = try step.run(["lambda": lambda])
    #expect(isWritten(try host.result("train RMSE"), as: train))
    #expect(isWritten(try host.result("true RMSE"), as: truth))
    #expect(step.says(train, truth, "446226"))
  }

  @Test("Step 2: of forty seeds degree 14 with λ = 0.1 beats degree 3 in 11, under Laplace in 24")
  func shares() throws {
    let step = try StepTrial(lesson: 10, step: 2)
    func errors(_ values: [String: String]) throws -> [Double] {
      try (0..<40).map { seed in
        let values = values.merging(["seed": "\(seed)"]) { $1 }
        return try step.run(values).result("true RMSE")
      }
    }
    let plain = try errors(["degree": "3", "prior": "none"])
    for (prior, wins) in [("Gaussian", 11), ("Laplace", 24)] {
      let priced = try errors(["lambda": "0.1", "prior": prior])
      #expect(zip(priced, plain).count { $0 < $1 } == wins)
      #expect(step.says("\(wins)"))
    }
    #expect(step.says("0.123"))
  }

  @Test("Step 2: with a hundred points 0.099 without a prior and 0.094 with one")
  func manyPoints() throws {
    let step = try StepTrial(lesson: 10, step: 2)
    let plain = try step.run(["points": "100", "prior": "none"])
    let priced = try step.run(["points": "100", "lambda": "0.1"])
    #expect(isWritten(try plain.result("true RMSE"), as: "0.099"))
    #expect(isWritten(try priced.result("true RMSE"), as: "0.094"))
    #expect(step.says("0.099", "0.094"))
  }

  @Test("Step 3: the estimate 1.239, its mode 0.619 under τ = 0.447; at λ = 10 mode 0, mean 0.129")
  func priors() throws {
    let step = try StepTrial(lesson: 10, step: 3)
    let gaussian = try step.run()
    #expect(isWritten(try gaussian.result("estimate without prior"), as: "1.239"))
    #expect(isWritten(try gaussian.result("posterior mode"), as: "0.619"))
    #expect(isWritten(try gaussian.result("prior width"), as: "0.447"))
    let laplace = try step.run(["prior": "Laplace", "lambda": "10"])
    #expect(try laplace.result("posterior mode") == 0)
    #expect(isWritten(try laplace.result("posterior mean"), as: "0.129"))
    #expect(step.says("1.239", "0.619", "0.447", "0.129"))
    for lambda in ["0.1", "1", "30", "100"] {
      let host = try step.run(["prior": "Laplace", "lambda": lambda])
      #expect(try host.result("posterior mean") != 0)
    }
  }

  @Test("Step 4: with the threshold 1 the estimate 1.239 becomes 0.239, and 3 becomes 2")
  func threshold() throws {
    let step = try StepTrial(lesson: 10, step: 4)
    let host = try step.run()
    #expect(isWritten(try host.result("posterior mode"), as: "0.239"))
    guard case .line(let chart)? = host.charts["mode by estimate"] else {
      throw MissingChart(name: "mode by estimate")
    }
    let ends = chart.series.map { $0.y.last ?? .nan }
    #expect(ends == [2, 1.5, 3])
    #expect(step.says("1.239", "0.239"))
  }

  @Test("Step 5: least squares is (0.22, −1.62), the mode (0.00, −1.31); Gaussian: no zero")
  func corner() throws {
    let step = try StepTrial(lesson: 10, step: 5)
    let weights = try step.run().table("weights").numbers("weight")
    #expect(weights[0] == 0 && isWritten(weights[1], as: "−1.31"))
    let least = try step.run(["prior": "none"]).table("weights").numbers("weight")
    #expect(isWritten(least[0], as: "0.22") && isWritten(least[1], as: "−1.62"))
    let gaussian = try step.run(["prior": "Gaussian"])
    #expect(try gaussian.result("non-zero coefficients") == 2)
    #expect(step.says("0.22", "−1.62", "0.00", "−1.31"))
  }

  @Test(
    "Step 5: the share of modes at a corner by λ",
    arguments: [("0.5", "0.058"), ("3", "0.388"), ("10", "0.774")])
  func corners(lambda: String, share: String) throws {
    let step = try StepTrial(lesson: 10, step: 5)
    let laplace = try step.run(["lambda": lambda])
    #expect(isWritten(try laplace.result("share at a corner"), as: share))
    let gaussian = try step.run(["lambda": lambda, "prior": "Gaussian"])
    #expect(try gaussian.result("share at a corner") == 0)
    #expect(step.says(share))
  }

  @Test("Step 10: eight steps to 16.1768; at λ = 10 two weights; without a prior 7.75")
  func classes() throws {
    let step = try StepTrial(lesson: 10, step: 10)
    let host = try step.run()
    let objectives = try #require(host.series["objective"])
    #expect(isWritten(objectives[7], as: "16.1768") && abs(objectives[7] - objectives[8]) < 1e-12)
    let strong = try step.run(["lambda": "10"])
    #expect(try strong.result("non-zero coefficients") == 2)
    let weights = try strong.table("weights").numbers("weight")
    #expect(weights[0] == 0 && weights[1] == 0)
    #expect(isWritten(weights[2], as: "0.68") && isWritten(weights[3], as: "1.26"))
    let gaussian = try step.run(["lambda": "10", "prior": "Gaussian"])
    #expect(try gaussian.result("non-zero coefficients") == 4)
    let free = try step.run(["prior": "none"])
    #expect(isWritten(try free.result("largest weight"), as: "7.75"))
    #expect(step.says("16.1768", "0.68", "1.26", "7.75"))
  }
}
