import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson14

@Suite("Captions and questions") struct CaptionKernelTests {
  @Test("a question's answer is so, and what is asked for is there half of the time")
  func questions() throws {
    var random = RandomSource(seed: 1)
    let world = SceneKinds.both.world
    var presence: [Bool] = []
    for _ in 0..<2000 {
      let scene = world.scene(using: &random)
      let question = Question(about: scene, using: &random)
      let kinds = scene.objects.map(\.kind)
      switch question.kind {
      case .count: #expect((question.answer == "one") == (kinds.count == 1))
      case .colour:
        let asked = kinds.filter { question.words.hasSuffix(" \($0.shape.rawValue)") }
        #expect(Set(asked.map(\.color.rawValue)) == [question.answer])
      case .shape:
        let asked = kinds.filter { question.words.contains(" \($0.color.rawValue) ") }
        #expect(Set(asked.map(\.shape.rawValue)) == [question.answer])
      case .presence:
        let isThere = kinds.contains { question.words.hasSuffix($0.name) }
        #expect((question.answer == "yes") == isThere)
        presence.append(isThere)
      }
      #expect(throws: Never.self) { try CaptionVocabulary.mixture.words(in: question.words) }
      #expect(try CaptionVocabulary.mixture.words(in: question.answer).count == 1)
    }
    #expect((0.4...0.6).contains(share(presence)))
  }

  @Test("negatives are never the pair itself")
  func negatives() {
    var random = RandomSource(seed: 2)
    let similarity = 20 * Tensor<Float>.identity(5)
    for _ in 0..<200 {
      for drawn in [
        Negatives(likely: similarity, using: &random), Negatives(of: 5, using: &random),
      ] {
        #expect(zip(drawn.texts, 0...).allSatisfy { $0 != $1 && (0..<5).contains($0) })
        #expect(zip(drawn.images, 0...).allSatisfy { $0 != $1 && (0..<5).contains($0) })
      }
    }
  }

  @Test("an arrow marks the image's own text, in front, where no narrow chart cuts it off")
  func ownText() {
    let similarity = 20 * Tensor<Float>.identity(3)
    let bars = targetBars(similarity, similarity.softmax(axis: 1), [[10], [11], [12]])
    #expect(bars.categories.map { $0.hasPrefix("→ ") } == [true, false, false])
  }

  @Test("the loss of words does not count what fills up short texts")
  func fillings() throws {
    var random = RandomSource(seed: 3)
    let net = BLIPNet(MixtureForm(), sharesLayers: true, using: &random)
    let v = Tensor<Float>.normal([2, 17, 96], using: &random)
    let texts = [[10, 11, 12, 13, 14, 15], [16]]
    let both = net.languageLoss(texts, v, smoothing: 0.1).scalar
    let alone = texts.indices.map {
      net.languageLoss([texts[$0]], v[$0..<$0 + 1], smoothing: 0.1).scalar
    }
    // Seven words and their end, and one with its end.
    #expect(abs(both - (7 * alone[0] + 2 * alone[1]) / 9) < 1e-4)
  }

  @Test("a short run ends whatever is switched off, and reports what a long one does")
  func shortRuns() throws {
    let short: [String: ParameterValue] = ["steps": .integer(2), "batch": .integer(2)]
    let off: [String: ParameterValue] = [
      "itc": .toggle(false), "itm": .toggle(false), "lm": .toggle(false),
    ]
    for more in [
      [:], off, ["queue": .integer(0), "decoding": .choice("beam")],
      ["scenes": .choice("two"), "decoding": .choice("nucleus"), "shareLayers": .toggle(false)],
    ] as [[String: ParameterValue]] {
      let host = try run(BLIP(), short.merging(more) { $1 })
      for name in [
        "captions correct", "captions correct (held-out combinations)", "ITM accuracy", "R@1",
        "VQA accuracy",
      ] {
        #expect(try (0...1).contains(host.result(name)), "\(name) \(more)")
      }
      // The screen has room for the first few, and a step asks for this one.
      #expect(host.resultNames.prefix(2) == ["VQA accuracy", "captions correct"])
      let one = host.results["captions correct (one object)"]
      #expect((one == nil) == (more["scenes"] != nil))
    }
  }
}
