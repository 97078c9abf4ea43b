import Margin
import Testing

@testable import Lesson09

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 9, steps 5 to 7: what the text claims") struct MixtureClaimTests {
  @Test("Step 5: of the first forty seeds 29 end at −180.19, five at −189.80, one at −186.57")
  func heights() throws {
    let step = try StepTrial(lesson: 9, step: 5)
    let ends = try (0..<40).map { seed in
      try step.run(["seed": "\(seed)"]).result("log-likelihood")
    }
    func count(_ text: String) -> Int { ends.count { isWritten($0, as: text) } }
    #expect(count("−180.19") == 29 && count("−189.80") == 5 && count("−186.57") == 1)
    #expect(ends.count { $0 < -189.81 } == 5)
    #expect(isWritten(ends.min() ?? 0, as: "−198.86"))
    #expect(step.says("29", "−180.19", "−189.80", "−186.57", "−198.86"))
  }

  @Test("Step 5: at −180.19 the clusters are the species of 145 flowers, with an index of 0.904")
  func species() throws {
    let step = try StepTrial(lesson: 9, step: 5)
    let host = try step.run()
    #expect(isWritten(try host.result("log-likelihood"), as: "−180.19"))
    #expect(isWritten(try host.result("adjusted Rand index"), as: "0.904"))
    let data = try host.dataset("iris")
    let mixture = try #require((host.kernel as? GaussianMixture)?.mixture)
    let clusters = mixture.expectation(data.features).r.argmax(axis: 1)
    let pairs = zip(clusters, try #require(data.labels))
    let right = (0..<3).reduce(0) { sum, cluster in
      sum + ((0..<3).map { species in pairs.count { $0 == (cluster, species) } }.max() ?? 0)
    }
    #expect(right == 145)
    #expect(step.says("145", "0.904"))
  }

  @Test(
    "Step 5: twenty starts of each shape end as the table says",
    arguments: [
      ("full", "−180.19", "0.904"), ("diagonal", "−306.86", "0.834"),
      ("spherical", "−384.31", "0.730"), ("tied", "−256.35", "0.941"),
    ])
  func shapes(shape: String, logLikelihood: String, index: String) throws {
    let step = try StepTrial(lesson: 9, step: 5)
    let host = try step.run(["covariance": shape, "restarts": "20"])
    #expect(isWritten(try host.result("log-likelihood"), as: logLikelihood))
    #expect(isWritten(try host.result("adjusted Rand index"), as: index))
    #expect(step.says(logLikelihood, index))
  }

  @Test("Step 6: six of the first forty seeds collapse; the best of the others ends at −131.89")
  func collapses() throws {
    let step = try StepTrial(lesson: 9, step: 6)
    let ends = try (0..<40).map { seed in
      let host = try step.run(["seed": "\(seed)"])
      return (
        height: try host.result("log-likelihood"),
        eigenvalue: try host.result("smallest eigenvalue")
      )
    }
    #expect(ends.count { $0.eigenvalue < 1e-5 } == 6)
    #expect(ends[4].eigenvalue < 1e-5)
    let proper = ends.filter { $0.eigenvalue >= 1e-5 }.map(\.height)
    #expect(isWritten(proper.max() ?? 0, as: "−131.89"))
    #expect(step.says("−131.89"))
  }

  @Test(
    "Step 6: the spike of seed 4 is the flowers with petals 0.2 wide and climbs to −48.93")
  func spike() throws {
    let step = try StepTrial(lesson: 9, step: 6)
    let host = try step.run()
    #expect(isWritten(try host.result("log-likelihood"), as: "−48.93"))
    let components = try host.table("components")
    #expect(isWritten(components.numbers("smallest eigenvalue")[1], as: "0.000001"))
    #expect(isWritten(components.numbers("N_k")[1], as: "28.9"))
    let widths = try host.dataset("iris").features.column(3).scalars
    #expect(widths.count { $0 == 0.2 } == 29)
    guard case .scatter(let chart)? = host.charts["clusters"] else {
      throw MissingChart(name: "clusters")
    }
    #expect(chart.groups[1].y.count == 29 && chart.groups[1].y.allSatisfy { $0 == 0.2 })
    #expect(step.says("−48.93", "28.9", "0.000001", "29", "0.2"))
  }

  @Test(
    "Step 6: a floor of 1e-3 dissolves the spike; four steps more fall from −146.6 to −150.0")
  func dissolved() throws {
    let step = try StepTrial(lesson: 9, step: 6)
    let host = try step.run(changing: [60: ["floor": "1e-3"]], upTo: 80)
    let heights = try #require(host.series["log-likelihood"])
    #expect(isWritten(heights[59], as: "−48.93"))
    #expect(isWritten(heights[60], as: "−146.6"))
    for index in 60..<64 { #expect(heights[index + 1] < heights[index]) }
    #expect(isWritten(heights[64], as: "−150.0"))
    #expect(heights[65] > heights[64])
    #expect(step.says("−146.6", "−150.0"))
  }

  @Test(
    "Step 6: the largest fall in ten runs with three components from random points",
    arguments: [("0.1", "0.36"), ("1e-3", "0.007"), ("1e-6", nil)] as [(String, String?)])
  func falls(floor: String, largest: String?) throws {
    let step = try StepTrial(lesson: 9, step: 6)
    let falls = try (0..<10).map { seed in
      let host = try step.run([
        "components": "3", "start": "random points", "floor": floor, "seed": "\(seed)",
      ])
      return -((host.series["gain"] ?? []).min() ?? 0)
    }
    let fall = falls.max() ?? 0
    if let largest {
      #expect(isWritten(fall, as: largest) && step.says(largest))
    } else {
      // A hundred-millionth.
      #expect(fall > 0.5e-8 && fall < 1.5e-8)
    }
  }

  @Test(
    "Step 7: BIC asks for two full components, four tied ones, and six of the other shapes",
    arguments: [
      ("full", ["830.1", "574.4", "581.6", "612.2", "651.9", "695.3"], 2),
      ("tied", ["830.1", "688.2", "633.2", "592.0", "597.3", "601.2"], 4),
      ("diagonal", [], 6), ("spherical", [], 6),
    ] as [(String, [String], Int)])
  func criteria(shape: String, texts: [String], best: Int) throws {
    let step = try StepTrial(lesson: 9, step: 7)
    let criteria = try step.run(["covariance": shape]).table("BIC by K").numbers("BIC")
    #expect(criteria.count == 6)
    #expect(criteria.min() == criteria[best - 1])
    for (value, text) in zip(criteria, texts) { #expect(isWritten(value, as: text)) }
    #expect(texts.allSatisfy { step.says($0) })
  }

  @Test("Step 7: four components with a floor of 1e-6 and seed 2 win with 425.6, collapsed")
  func collapsedWinner() throws {
    let step = try StepTrial(lesson: 9, step: 7)
    let host = try step.run(["compare": "off", "components": "4", "floor": "1e-6", "seed": "2"])
    #expect(isWritten(try host.result("BIC"), as: "425.6"))
    #expect(try host.result("smallest eigenvalue") < 1e-5)
    #expect(step.says("425.6"))
  }
}
