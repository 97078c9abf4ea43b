import LessonKit
import Margin
import Testing

@testable import Lesson14

@Suite("Captioning and filtering") struct CapFiltTests {
  /// What the kernel does with its quick values and these in their place.
  private func trial(
    _ values: [String: ParameterValue] = [:], _ prepare: (RecordingHost) -> Void = { _ in }
  ) throws -> RecordingHost {
    let quick: [String: ParameterValue] = [
      "steps": .integer(4), "batch": .integer(8), "webPairs": .integer(40),
      "cleanPairs": .integer(16),
    ]
    return try run(CapFilt(), quick.merging(values) { $1 }, prepare)
  }

  private let measures = ["captions correct", "R@1", "kept web captions", "noise share of the set"]

  @Test("the parameters have the names and the ranges of the course")
  func parameters() {
    let known = KernelParameters(of: CapFilt()).descriptions
    let names = known.map(\.name)
    #expect(
      names.starts(with: [
        "noise", "webPairs", "cleanPairs", "use", "generation", "nucleus", "threshold",
        "shareCapFilt", "seeds",
      ]))
    let defaults = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.defaultValue) })
    #expect(defaults["noise"] == .number(0.5) && defaults["webPairs"] == .integer(3000))
    #expect(defaults["cleanPairs"] == .integer(800) && defaults["nucleus"] == .number(0.7))
    #expect(defaults["threshold"] == .choice("from clean pairs"))
    #expect(defaults["generation"] == .choice("nucleus"))
    #expect(defaults["shareCapFilt"] == .toggle(false))
  }

  @Test("a threshold from clean pairs keeps at least 85 % of them, and the one above it fewer")
  func thresholds() {
    var random = RandomSource(seed: 1)
    for count in [1, 2, 6, 7, 20, 200] {
      let probabilities = (0..<count).map { _ in random.uniform() }
      let threshold = CaptionFilter.threshold(keeping: 0.85, of: probabilities)
      let kept = probabilities.count { $0 >= threshold }
      #expect(Double(kept) >= 0.85 * Double(count) - 1e-9)
      #expect(Double(probabilities.count { $0 > threshold }) < 0.85 * Double(count))
    }
    #expect(CaptionFilter.threshold(keeping: 0.85, of: [0.3, 0.3, 0.3, 0.9]) == 0.3)
  }

  /// A set that untrained nets have made, and what it was made of.
  private func set(
    noise: Double = 0.5, clean: Int = 8, rule: CaptionFilter.Rule = .cleanPairs, yes: Float = 0
  ) throws -> (set: BootstrappedSet, source: NoisyWeb) {
    var random = RandomSource(seed: 2)
    let source = NoisyWeb(30, noise: noise, cleanPairs: clean, exam: 2, using: &random)
    let net = BLIPNet(MixtureForm(), sharesLayers: true, using: &random)
    net.match.bias?.value = Tensor([-yes, yes])
    let stages = Stages([.both], seeds: 1, steps: 1, tuning: 1, images: 30, shares: false)
    let made = try BootstrappedSet(
      source, captioner: net, DecodingStyle(),
      filter: CaptionFilter(net, rule, by: source.keptApart), stages,
      in: Pane(host: RecordingHost(), seed: 0))
    return (try #require(made), source)
  }

  @Test("what is learnt from: the web, synthetic texts, what the filter leaves; and clean pairs")
  func compositions() throws {
    let (set, source) = try set()
    #expect(source.clean.count == 6 && source.keptApart.count == 2)
    #expect(set.web.count == 30 && set.synthetic.count == 30)
    let (web, synthetic) = (set.web.count(where: \.isKept), set.synthetic.count(where: \.isKept))
    #expect(try set.pairs(.none).count == 36 && set.pairs(.captioner).count == 66)
    #expect(try set.pairs(.filter).count == web + 6)
    #expect(try set.pairs(.both).count == web + synthetic + 6)
    #expect(set.keptShare(.both) == Double(web) / 30 && set.keptShare(.captioner) == 1)
    let wrong = set.web.count { $0.isKept && !$0.isRight }
    #expect(try abs(set.pairs(.filter).noise - Double(wrong) / Double(web + 6)) < 1e-12)
    for told in set.web + set.synthetic {
      #expect(told.isKept == ((told.mark?.probability ?? 0) >= (set.threshold ?? 1)))
    }
  }

  @Test("the share of wrong captions is the noise; clean pairs are right")
  func noise() throws {
    for noise in [0, 0.5, 0.9] {
      let (set, source) = try set(noise: noise)
      #expect(abs(share(set.web.map(\.isRight)) - (1 - noise)) < 1e-12)
      #expect(source.clean.areRight.allSatisfy { $0 } && source.exam.areRight.allSatisfy { $0 })
      #expect(try abs(set.pairs(.none).noise - noise * 30 / 36) < 1e-12)
    }
  }

  @Test("a filter that says no to everything leaves the clean pairs, or an error in words")
  func nothingKept() throws {
    let (set, _) = try set(rule: .half, yes: -40)
    #expect(try set.pairs(.both).count == 6 && set.keptShare(.both) == 0)
    let without = try self.set(clean: 0, rule: .half, yes: -40).set
    #expect(throws: CapFiltError.nothingKept(of: 60)) { try without.pairs(.both) }
    #expect("\(CapFiltError.nothingKept(of: 60))".contains("none of 60 pairs"))
  }

  @Test("batches come from all parts, as often as these are large")
  func batches() throws {
    let (set, _) = try set()
    var random = RandomSource(seed: 3)
    let pool = try set.pairs(.captioner)
    let batch = try pool.batch(of: 200, using: &random)
    #expect(batch.images.shape == [200, 3, 32, 32] && batch.texts.count == 200)
    let one = try PairPool([self.set().source.clean]).batch(of: 3, using: &random)
    #expect(one.texts.count == 3)
  }

  @Test("each use reports the four results, and every net learns for as many steps")
  func uses() throws {
    for (use, trainings, long) in [
      ("none", 1, 1), ("filter", 3, 2), ("captioner", 3, 2), ("both", 4, 2), ("all", 6, 4),
    ] {
      let host = try trial(["use": .choice(use)])
      #expect(Array(host.resultNames.prefix(4)) == measures || use != "none", "\(use)")
      for name in measures { #expect(try (0...1).contains(host.result(name)), "\(use) \(name)") }
      let steps = (1...trainings).map { start in
        ["LM loss", "ITM loss"].map { name in
          host.starts[name, default: []].count { $0 == start }
        }.max()
      }
      #expect(steps.count { $0 == 4 } == long && steps.count { $0 == 1 } == trainings - long)
      #expect(try host.table("stages").numbers("done").allSatisfy { $0 == 1 })
    }
  }

  @Test("the share that is kept, and that of the noise, are those of the set")
  func shares() throws {
    let none = try trial(["use": .choice("none"), "noise": .number(0.9)])
    #expect(try none.result("kept web captions") == 1)
    #expect(try abs(none.result("noise share of the set") - 36.0 / 52) < 1e-12)
    let clean = try trial(["use": .choice("filter"), "noise": .number(0)])
    #expect(try clean.result("noise share of the set") == 0)
  }

  @Test("over several seeds each result has its standard error")
  func seeds() throws {
    let host = try trial(["seeds": .integer(2)])
    for name in measures {
      #expect(try host.result("\(name) ± standard error") >= 0)
      #expect(try trial().results["\(name) ± standard error"] == nil)
    }
    #expect(host.results["captions correct (none) ± standard error"] != nil)
  }

  @Test("without clean pairs nothing is tuned, and a threshold from them is refused in words")
  func noCleanPairs() throws {
    let none: [String: ParameterValue] = ["cleanPairs": .integer(0)]
    let error = #expect(throws: CapFiltError.self) { try trial(none) }
    #expect(error == .noCleanPairs && error?.description.contains("clean pairs") == true)
    let half = try trial(none.merging(["threshold": .choice("½"), "use": .choice("all")]) { $1 })
    // Four nets, and a captioner and a filter that are the pre-trained one.
    #expect(half.steps == 16)
    #expect(try trial(none.merging(["use": .choice("captioner")]) { $1 }).steps == 8)
    #expect(try trial(["cleanPairs": .integer(1)]).steps == 8)
  }

  @Test("ten pairs of the web are enough to run")
  func tinyWeb() throws {
    for noise in [0, 0.9] {
      let host = try trial(["webPairs": .integer(10), "noise": .number(noise)])
      #expect(try (0...1).contains(host.result("captions correct")))
    }
  }

  @Test("captions are written in three ways, and one net may do both tasks")
  func generations() throws {
    for way in ["greedy", "nucleus", "beam"] {
      let host = try trial(["generation": .choice(way), "use": .choice("captioner")])
      #expect(try host.table("bootstrapped set").rows.count == 80)
    }
    let shared = try trial(["shareCapFilt": .toggle(true)])
    #expect(shared.steps == 9)
    #expect(try trial().steps == 10)
  }

  @Test("an interrupt ends the run within a step, in each stage, and what is known is reported")
  func interrupts() throws {
    for last in [0, 2, 4, 5, 6, 8] {
      let host = try trial(["seeds": .integer(2)]) { $0.beforeStep = { $0 <= last } }
      #expect(host.steps == last + 1)
      #expect(host.results["captions correct (none)"] != nil)
      #expect((host.results["captions correct"] != nil) == (last >= 6))
    }
  }

  @Test("after the run another way of writing makes another set, and no other results")
  func anotherSet() throws {
    let kernel = CapFilt()
    let parameters = KernelParameters(of: kernel)
    for (name, value) in CapFilt.quick {
      let known = try #require(parameters.descriptions.first { $0.name == name })
      try parameters.set(name, to: known.value(parsing: value))
    }
    let host = RecordingHost()
    var (tables, results): ([TableChart?], [[String: Double]]) = ([], [])
    host.afterRun = {
      tables.append(try? host.table("bootstrapped set"))
      results.append(host.results)
      try? parameters.set("generation", to: .choice("greedy"))
      return tables.count < 2
    }
    try kernel.run(in: Pane(host: host, seed: 0))
    #expect(tables.count == 2 && tables[0] != tables[1] && results[0] == results[1])
  }
}
