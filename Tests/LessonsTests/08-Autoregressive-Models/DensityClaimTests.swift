import Margin
import Testing

@testable import Lesson08

/// The numbers of the text, each as a learner gets it.
///
/// What was trained in single precision may end a little elsewhere on another processor, so that such
/// numbers have some room.
@Suite("Lesson 8: what the text claims") struct DensityClaimTests {
  /// Whether `value` is `text`, give or take a few hundredths.
  private func isNear(_ value: Double, _ text: String, within room: Double = 0.08) -> Bool {
    guard let number = Double(text.replacing("−", with: "-")) else { return false }
    return abs(value - number) < room
  }

  @Test("Step 1: tables of 4 to 16 pixels on training and test pictures, and independent ones")
  func tables() throws {
    let step = try StepTrial(lesson: 8, step: 1)
    let table = try step.run().table("tables")
    for (n, texts) in [
      (4, ["15", "2.67", "2.72", "2.77"]), (8, ["255", "4.65", "4.78", "5.53"]),
      (12, ["4095", "6.20", "6.94", "8.27"]), (16, ["65535", "7.39", "9.06", "10.96"]),
    ] {
      for (column, text) in zip(["parameters", "train", "test", "independent"], texts) {
        #expect(isWritten(table.numbers(column)[n - 1], as: text), "\(n) \(column)")
        #expect(step.says(text))
      }
    }
    let bare = try step.run(["pseudocount": "0"])
    #expect(try bare.result("impossible test vectors") == 153)
    #expect(try bare.result("test NLL (nats)") == .infinity)
    #expect(try bare.result("test NLL standard error") == .infinity)
    #expect(step.says("153", "300", "1198"))
    let data = try BinaryData(.threshold, .raster, in: Pane(host: RecordingHost(), seed: 0))
    #expect(data.count == 1198 && data.test.shape[0] == 300)
  }

  @Test("Step 2: 0.80 in one order, 0.857 in another; the entropy is 1.782 in every one")
  func orders() throws {
    let step = try StepTrial(lesson: 8, step: 2)
    #expect(isWritten(try step.run().table("conditionals").numbers("p")[2], as: "0.80"))
    let other = try step.run(["order": "3, 1, 2"])
    #expect(isWritten(try other.table("conditionals").numbers("p")[6], as: "0.857"))
    for order in BitOrder.allCases {
      let host = try step.run(["order": order.rawValue])
      let entropy = try #require(host.series["entropy of the first bits (nats)"]?.last)
      #expect(isWritten(entropy, as: "1.782"))
    }
    #expect(step.says("0.80", "0.857", "1.782"))
  }

  @Test("Step 3: lines are worth 18.31 ± 0.27 where independent pixels are worth 25.19")
  func lines() throws {
    let step = try StepTrial(lesson: 8, step: 3)
    let host = try step.run()
    #expect(isNear(try host.result("test NLL (nats)"), "18.31"))
    #expect(isNear(try host.result("test NLL standard error"), "0.27", within: 0.01))
    #expect(isWritten(try host.result("independent, test NLL (nats)"), as: "25.19"))
    #expect(try host.result("parameters") == 2080)
    #expect(step.says("18.31", "0.27", "25.19", "2080"))
    for (name, value, text) in [
      ("decay", "0.001", "18.21"), ("order", "columns", "18.22"), ("order", "spiral", "18.29"),
      ("order", "random", "18.20"),
    ] {
      #expect(isNear(try step.run([name: value]).result("test NLL (nats)"), text), "\(value)")
      #expect(step.says(text))
    }
  }

  @Test("Step 4: NADE is worth 16.80 ± 0.28, with 16 hidden units 18.09")
  func hiddenLayer() throws {
    let step = try StepTrial(lesson: 8, step: 4)
    let host = try step.run()
    #expect(isNear(try host.result("test NLL (nats)"), "16.80", within: 0.15))
    #expect(isNear(try host.result("test NLL standard error"), "0.28", within: 0.02))
    #expect(try host.result("parameters") == 12964)
    let small = try step.run(["hidden": "16"])
    #expect(isNear(try small.result("test NLL (nats)"), "18.09", within: 0.15))
    #expect(try small.result("parameters") == 2128)
    #expect(step.says("16.80", "0.28", "18.09", "12964", "2128"))
  }

  @Test("Step 5: a coin draws 24 pictures of 18.1 nats, the likelier value one of 10.7")
  func drawing() throws {
    let step = try StepTrial(lesson: 8, step: 5)
    let coin = try step.run()
    let likelier = try step.run(["draw": "the likelier"])
    #expect(coin.series["valid NLL"]?.count == 60)
    #expect(try coin.result("different pictures") == 24)
    #expect(try likelier.result("different pictures") == 1)
    #expect(isNear(try coin.result("drawn pixels, NLL (nats)"), "18.1", within: 1.5))
    #expect(isNear(try likelier.result("drawn pixels, NLL (nats)"), "10.7", within: 1.5))
    #expect(step.says("18.1", "10.7"))
  }

  @Test("Step 6: who knows all orders pays 8.33, not 9.77, for upper halves, 9.06 for lower")
  func halves() throws {
    let step = try StepTrial(lesson: 8, step: 6)
    for (values, text) in [
      ([:], "8.64"), (["given": "lower half"], "9.77"),
      (["given": "lower half", "model": "order-agnostic"], "8.33"),
      (["model": "order-agnostic"], "9.06"),
    ] {
      let host = try step.run(values)
      #expect(isNear(try host.result("true pixels, NLL (nats)"), text, within: 0.25), "\(values)")
      #expect(step.says(text))
    }
  }

  @Test("Step 7: MADE with one mask is worth 17.2; eight orders are better than the first of them")
  func masks() throws {
    let step = try StepTrial(lesson: 8, step: 7)
    #expect(isNear(try step.run().result("test NLL (nats)"), "17.2", within: 0.15))
    #expect(step.says("17.2"))
    let ensemble = try step.run(["orders": "8", "direct": "on", "epochs": "30"])
    #expect(
      try ensemble.result("test NLL (nats)") + 0.5
        < ensemble.result("one mask, test NLL (nats)"))
  }

  @Test("Step 8: mixtures are worth 2.69, one Gaussian 3.26; a copied column is worth a nat")
  func realValues() throws {
    let step = try StepTrial(lesson: 8, step: 8)
    let host = try step.run()
    #expect(isNear(try host.result("test NLL (nats)"), "2.69", within: 0.15))
    #expect(isWritten(try host.result("one Gaussian, test NLL (nats)"), as: "3.26"))
    let single = try step.run(["components": "1"])
    #expect(isNear(try single.result("test NLL (nats)"), "3.30", within: 0.15))
    let copied = try step.run(["copies": "on"])
    #expect(isNear(try copied.result("test NLL (nats)"), "1.63", within: 0.15))
    #expect(isWritten(try copied.result("one Gaussian, test NLL (nats)"), as: "−2.38"))
    #expect(step.says("2.69", "3.26", "3.30", "1.63", "−2.38"))
  }

  @Test("Step 9: FVSBN and NADE beat the one before by many paired errors, MADE by about one")
  func comparison() throws {
    let step = try StepTrial(lesson: 8, step: 9)
    let host = try step.run()
    for name in ["FVSBN", "NADE"] {
      #expect(try host.result("\(name), gain") > 5 * host.result("\(name), gain's paired error"))
    }
    let lead = try host.result("MADE, gain") / host.result("MADE, gain's paired error")
    #expect((-1...4).contains(lead))
    #expect(try host.table("comparison").rows.count == 4)
    for text in host.results.keys where text.hasSuffix("test NLL (nats)") {
      #expect(16..<26 ~= (try host.result(text)), "\(text)")
    }
  }
}
