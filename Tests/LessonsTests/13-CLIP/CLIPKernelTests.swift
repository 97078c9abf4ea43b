import LessonKit
import Margin
import Testing

@testable import Lesson13

@Suite("CLIP and ZeroShot") struct CLIPKernelTests {
  private let small: [String: ParameterValue] = [
    "steps": .integer(60), "batch": .integer(64), "width": .integer(16), "images": .integer(2000),
  ]

  @Test("the loss begins near ln N and falls, the scale is learnt and at most 100")
  func learning() throws {
    let host = try run(CLIP(), small)
    let losses = try #require(host.charts["loss"]).lossValues
    #expect(abs(losses[0] - log(64)) < 1.2 && losses[59] < losses[0] - 1)
    let scales = try #require(host.series["logit scale"])
    #expect(abs(scales[0] - 1 / 0.07) < 0.1 && scales.allSatisfy { $0 <= 100.001 })
    let (first, firstFive) = try (host.result("image-to-text R@1"), host.result("R@5"))
    #expect(firstFive > first)
    #expect(try host.result("R@5") > 0.1)
  }

  @Test("a scale that is fixed stays what the learner says, as soon as it is said")
  func fixed() throws {
    let kernel = CLIP()
    let host = try run(
      kernel, small.merging(["temperature": .choice("fixed"), "steps": .integer(20)]) { $1 })
    let scales = try #require(host.series["logit scale"])
    #expect(scales.allSatisfy { abs($0 - 14.3) < 1e-3 })
  }

  @Test("each objective learns", arguments: ["contrastive", "bag of words", "captioning"])
  func objectives(_ objective: String) throws {
    let host = try run(
      CLIP(), small.merging(["objective": .choice(objective), "steps": .integer(40)]) { $1 })
    let losses = try #require(host.charts["loss"]).lossValues
    #expect(losses[39] < losses[0])
    #expect(host.results["seen zero-shot accuracy"] != nil)
    // 256² captions are too many to be written one by one.
    #expect((host.results["R@5"] == nil) == (objective == "captioning"))
  }

  @Test("a vision transformer learns as well")
  func vision() throws {
    let host = try run(
      CLIP(), small.merging(["encoder": .choice("ViT"), "steps": .integer(20)]) { $1 })
    #expect(try host.result("parameters") > 50_000)
  }

  @Test("without a CLIP that was kept one learns first, and says so")
  func nothingKept() throws {
    let host = try run(
      ZeroShot(), ["steps": .integer(20), "width": .integer(16), "labels": .integer(2)])
    #expect(host.lines == ["no CLIP is kept yet: this one learns for 20 steps first"])
    for name in ["held-out zero-shot accuracy", "linear probe accuracy", "colours bound"] {
      #expect((0...1).contains(try host.result(name)))
    }
    // Among six classes it is easier.
    let few = try run(
      ZeroShot(),
      [
        "steps": .integer(20), "width": .integer(16), "labels": .integer(1),
        "classes": .choice("held-out only"),
      ])
    let (easier, harder) = try (
      few.result("held-out zero-shot accuracy"), host.result("held-out zero-shot accuracy")
    )
    #expect(easier >= harder)
  }

  @Test("a prompt with a word that no caption has is one line")
  func unknownWord() throws {
    let host = try run(
      ZeroShot(),
      [
        "steps": .integer(20), "width": .integer(16), "labels": .integer(1),
        "prompt": .text("a red cirle"),
      ])
    #expect(host.lines.last == "no caption has the word “cirle”; did you mean “circle”?")
    #expect(host.charts["nearest images"] == nil)
  }
}

extension Chart {
  /// The numbers of the first curve.
  var lossValues: [Double] {
    if case .line(let chart) = self { chart.series.first?.y ?? [] } else { [] }
  }
}
