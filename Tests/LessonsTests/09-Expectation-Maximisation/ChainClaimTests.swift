import Margin
import Testing

@testable import Lesson09

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 9, steps 9 and 10: what the text claims") struct ChainClaimTests {
  @Test("Step 9: of ten starts eight reach −5206.11, and one hangs at −5243.87")
  func starts() throws {
    let step = try StepTrial(lesson: 9, step: 9)
    let host = try step.run()
    let ends = try #require(host.series["log-likelihood of each start"])
    #expect(ends.count == 10)
    #expect(ends.count { abs($0 + 5206.11) < 0.01 } == 8)
    #expect(ends.count { isWritten($0, as: "−5243.87") } == 1)
    #expect(isWritten(try host.result("log-likelihood without states"), as: "−5248.66"))
    #expect(isWritten(try host.result("state accuracy"), as: "0.782"))
    #expect(isWritten(try host.result("accuracy of one state"), as: "0.650"))
    #expect(step.says("−5206.11", "−5243.87", "−5248.66", "0.782", "0.650"))
  }

  @Test("Step 9: counted states are less likely, more often right, and more than Viterbi's path")
  func counted() throws {
    let step = try StepTrial(lesson: 9, step: 9)
    let host = try step.run(["reveal": "on"])
    #expect(isWritten(try host.result("log-likelihood"), as: "−5209.32"))
    #expect(isWritten(try host.result("state accuracy"), as: "0.805"))
    #expect(isWritten(try host.result("Viterbi accuracy"), as: "0.773"))
    #expect(step.says("−5209.32", "0.805", "0.773"))
  }

  @Test("Step 9: the Nile's flow changes once")
  func nile() throws {
    let host = try StepTrial(lesson: 9, step: 9).run(["emission": "Gaussian"])
    let kernel = try #require(host.kernel as? HiddenMarkov)
    let data = try host.dataset("nile")
    let observations = Observations(.values(Measurements(data)), count: data.count)
    var trellis = Trellis(data.count)
    let chain = try #require(kernel.best)
    let path = chain.likeliestPath(observations, in: &trellis).states
    #expect(zip(path, path.dropFirst()).count { $0 != $1 } == 1)
  }

  @Test("Step 10: naive products are 0 at place 419; scaled and in logarithms all rolls are likely")
  func arithmetic() throws {
    let step = try StepTrial(lesson: 9, step: 10)
    #expect {
      try step.run(["arithmetic": "naive"])
    } throws: { error in
      "\(error)".contains("at place 419 ")
    }
    let scaled = try step.run()
    #expect(isWritten(try scaled.result("log-likelihood"), as: "−5206.11"))
    #expect(step.says("419"))
  }
}

@Suite("Lesson 9, step 11: what the text claims") struct TopicClaimTests {
  @Test("Step 11: the ten bars are found, at a perplexity of 17.14 where one topic has 24.99")
  func bars() throws {
    let step = try StepTrial(lesson: 9, step: 11)
    let host = try step.run()
    let model = try #require((host.kernel as? LatentDirichlet)?.model)
    #expect(barsFound(model.beta) == 10)
    #expect(isWritten(try host.result("held-out perplexity"), as: "17.14"))
    #expect(isWritten(try host.result("held-out perplexity of one topic"), as: "24.99"))
    #expect(isWritten(try host.result("alpha"), as: "0.226"))
    let bounds = try #require(host.series["bound"])
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $1 >= $0 - 1e-9 * abs($0) })
    #expect(step.says("17.14", "24.99", "0.226"))
  }

  @Test("Step 11: an α that is estimated too early keeps the topics alike, or ends at 0.093")
  func earlyAlpha() throws {
    let step = try StepTrial(lesson: 9, step: 11)
    let alike = try step.run(["estimateAlphaAfter": "0", "inner": "5"])
    #expect(try alike.result("alpha") > 1000)
    #expect(isWritten(try alike.result("held-out perplexity"), as: "24.99"))
    let broken = try step.run(["estimateAlphaAfter": "0"])
    #expect(isWritten(try broken.result("alpha"), as: "0.093"))
    let model = try #require((broken.kernel as? LatentDirichlet)?.model)
    #expect(barsFound(model.beta) < 10)
    #expect(step.says("0.093"))
  }

  /// How many of the ten bars are a topic, but for a tenth of its words.
  private func barsFound(_ beta: Tensor<Double>) -> Int {
    (0..<10).count { k in
      let bar = (0..<25).map { k < 5 ? $0 / 5 == k : $0 % 5 == k - 5 }
      return beta.rows.contains { topic in
        zip(topic.scalars, bar).reduce(0) { $0 + abs($1.0 - ($1.1 ? 0.2 : 0)) } < 0.2
      }
    }
  }
}

@Suite("Lesson 9, step 12: what the text claims") struct AccelerationClaimTests {
  @Test(
    "Step 12: a leap saves steps of EM, and ends at the same place",
    arguments: [("0.6", "0.5", 21, 13), ("0.51", "0.49", 25, 16), ("0.9", "0.1", 20, 10)])
  func evaluations(_ thetaA: String, _ thetaB: String, _ plain: Int, _ leaping: Int) throws {
    let step = try StepTrial(lesson: 9, step: 12)
    let start = ["thetaA": thetaA, "thetaB": thetaB]
    let fast = try step.run(start)
    let slow = try step.run(start.merging(["accelerate": "off"]) { $1 })
    #expect(try slow.result("evaluations of E and M") == Double(plain))
    #expect(try fast.result("evaluations of E and M") == Double(leaping))
    if thetaA == "0.6" { #expect(fast.steps == 5) }
    #expect(abs(try fast.result("theta A") - slow.result("theta A")) < 1e-7)
    let heights = try #require(fast.series["log-likelihood"])
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
    #expect(step.says("\(plain)", "\(leaping)"))
  }
}
