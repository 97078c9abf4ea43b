import Margin
import Testing

@testable import Lesson03

/// The claims of the text about the project's own prose are such that stay true as it grows.
@Suite("What lesson 03 says")
struct WordClaimTests {
  private func bars(_ host: RecordingHost, _ name: String) throws -> BarChart {
    guard case .bars(let chart) = host.charts[name] else { throw MissingChart(name: name) }
    return chart
  }

  private func answers(_ host: RecordingHost, _ name: String = "analogy") throws -> [String] {
    try host.table(name).rows.map { row in
      if case .text(let text) = row[0] { text } else { "" }
    }
  }

  @Test("Step 1: behind words never seen together the net knows the prince's three things")
  func likeness() throws {
    let trial = try StepTrial(lesson: 3, step: 1)
    let chart = try bars(trial.run(), "next word")
    let things = ["forest", "horse", "tower"].map { "“\($0)”" }
    let places = try things.map { try #require(chart.categories.firstIndex(of: $0)) }
    #expect(places.reduce(0) { $0 + chart.series[0].values[$1] } > 0.99)
    for place in places { #expect(isWritten(chart.series[1].values[place], as: "0.05")) }
    #expect(trial.says("0.99", "0.05"))
  }

  @Test("Step 2: the net alone loses and over-fits, the mixture is clearly better than either")
  func mixture() throws {
    let host = try StepTrial(lesson: 3, step: 2).run()
    let (net, ngram) = (
      try host.result("test perplexity"), try host.result("n-gram test perplexity")
    )
    #expect(net > ngram)
    #expect(try host.result("mixed test perplexity") < 0.95 * ngram)
    let train = try #require(host.series["train perplexity"])
    let test = try #require(host.series["test perplexity"])
    #expect(zip(train, train.dropFirst()).allSatisfy(>))
    #expect(test.min() != test.last)
  }

  @Test("Step 3: 600 000 of 603 600 multiplications are the softmax's")
  func multiplications() throws {
    let trial = try StepTrial(lesson: 3, step: 3)
    let chart = try bars(trial.run(), "multiplications")
    let place = try #require(chart.categories.firstIndex(of: "|V| = 10000"))
    #expect(chart.series.map { $0.values[place] } == [3600, 600_000])
    #expect(isWritten(100 * 600_000 / 603_600, as: "99.4") && trial.says("99.4"))
    let direct = try bars(trial.run(["hidden": "0", "direct": "on"]), "multiplications")
    #expect(direct.series[1].values[place] == 600_000)
  }

  @Test("Step 4: the codes of the frequent and the rare, their mean and the entropy")
  func codes() throws {
    let trial = try StepTrial(lesson: 3, step: 4)
    let host = try trial.run(upTo: 1)
    #expect(try host.result("vocabulary") == 49)
    #expect(try isWritten(host.result("mean code length (bits)"), as: "4.84"))
    #expect(try isWritten(host.result("entropy (bits)"), as: "4.82"))
    #expect(trial.says("4.84", "4.82", "49"))
    #expect(try answers(host, "codes").first == "“the”")
    #expect(try host.table("codes").numbers("bits").first == 2)
    guard case .tree(let tree) = host.charts["Huffman tree"] else {
      throw MissingChart(name: "Huffman tree")
    }
    #expect(tree.nodes.count == 97 && depth(tree) == 7)
  }

  private func depth(_ tree: TreeChart, _ node: Int = 0) -> Int {
    tree.nodes[node].children.map { 1 + depth(tree, $0) }.max() ?? 0
  }

  @Test("Step 5: the sum goes from 50 to 1, whatever the noise; a given score has its constant")
  func estimation() throws {
    let trial = try StepTrial(lesson: 3, step: 5)
    for values in [
      [:], ["ratio": "1"], ["ratio": "25"], ["noise": "uniform"], ["learnConstant": "off"],
    ] {
      let host = try trial.run(values)
      #expect(abs(try host.result("sum of exp(s + c)") - 1) < 0.01)
      #expect(try host.result("KL(p‖model) nats") < 0.005)
    }
    #expect(abs(try trial.run(upTo: 1).result("sum of exp(s + c)") - 50) < 5)
    let given = try trial.run(["scores": "given"])
    #expect(try isWritten(given.result("learned log constant"), as: "−1.300"))
    let stuck = try trial.run(["scores": "given", "learnConstant": "off"])
    #expect(try isWritten(stuck.result("sum of exp(s + c)"), as: "3.67"))
    #expect(trial.says("−1.300", "3.67"))
  }

  @Test("Step 6: scores of negative sampling are flat, tilted or right by what the noise is")
  func negativeSampling() throws {
    let trial = try StepTrial(lesson: 3, step: 6)
    let slopes = try ["unigram", "flat", "uniform"].map { noise in
      try trial.run(["noise": noise]).result("slope of the scores over ln p")
    }
    #expect(abs(slopes[0]) < 0.05 && abs(slopes[1] - 0.5) < 0.2 && abs(slopes[2] - 1) < 0.05)
    #expect(abs(try trial.run().result("sum of exp(s + c)") - 10) < 0.5)
  }

  @Test("Step 7: it begins at 4.159, and all 30 questions are answered, also after changes")
  func analogies() throws {
    let trial = try StepTrial(lesson: 3, step: 7)
    let host = try trial.run()
    #expect(try host.result("analogy accuracy") == 1)
    #expect(try answers(host).first == "“queen”")
    let start = try trial.run(["rate": "0.001"], upTo: 1)
    #expect(try abs(#require(start.series["loss"]?.first) - 6 * log(2)) < 0.01)
    #expect(trial.says("4.159") && isWritten(6 * log(2), as: "4.159"))
    for change in [["window": "1"], ["power": "0"], ["architecture": "cbow"], ["exclude": "off"]] {
      let host = try trial.run(change.merging(["epochs": "2"]) { $1 })
      #expect(try host.result("analogy accuracy") > 0.85, "\(change)")
    }
  }

  @Test("Step 8: the bound stays below KL(p‖q), and below ln 2 where there are two")
  func bound() throws {
    let trial = try StepTrial(lesson: 3, step: 8)
    let many = try trial.run()
    #expect(try isWritten(many.result("KL(p‖q) (nats)"), as: "1.149"))
    #expect(try many.result("ln N − loss (nats)") < 1.149)
    let two = try trial.run(changing: [1500: ["ratio": "1"]])
    #expect(try two.result("ln N − loss (nats)") < 0.693)
    #expect(trial.says("1.149", "0.693"))
  }

  @Test("Step 9: a higher least count leaves the rare words out of the neighbours")
  func neighbours() throws {
    let trial = try StepTrial(lesson: 3, step: 9)
    let few = try trial.run(["minimumCount": "10", "epochs": "2"]).table("neighbours")
    #expect(few.numbers("count").allSatisfy { $0 >= 10 } && few.rows.count == 10)
    let many = try trial.run().table("neighbours")
    #expect(many.numbers("count").contains { $0 < 10 })
  }
}
