import LessonKit
import Margin
import Testing

@Suite("Captions and their judge") struct CaptionTests {
  private var random = RandomSource(seed: 14)

  @Test(
    "whatever is told, in whatever words, is judged right",
    arguments: [
      CaptionStyle(), .full, CaptionStyle(share: 0), CaptionStyle(share: 0.5, usesSynonyms: false),
    ])
  mutating func right(style: CaptionStyle) {
    let world = ShapeWorld(ObjectKind.all)
    for _ in 0..<1000 {
      let scene = world.scene(using: &random)
      let caption = scene.caption(style, using: &random)
      let judgement = Judgement(caption, of: scene)
      #expect(judgement.isCorrect, "\(caption)")
      #expect(Statement(caption)?.objects.count == scene.objects.count)
      // Of two objects size and relation are told, and the place of one.
      if style.share == 1 { #expect(judgement.toldShare == 1, "\(caption)") }
    }
  }

  @Test("the words of another scene are seldom right")
  mutating func wrong() {
    let pairs = ShapeWorld().scenes(1000, using: &random)
    let right = (0..<1000).count {
      Judgement(pairs.captions[$0], of: pairs.scenes[($0 + 1) % 1000]).isCorrect
    }
    #expect(right < 15)
  }

  @Test("the facts of a caption, one by one")
  func facts() {
    let scene = Scene(
      objects: [
        SceneObject(ObjectKind(.red, .circle), .small),
        SceneObject(ObjectKind(.blue, .square), .large),
      ], relation: .leftOf, ground: .grey)
    func wrong(_ caption: String) -> [Judgement.Fact.Subject] {
      Judgement(caption, of: scene).facts.filter { !$0.isTrue }.map(\.subject)
    }
    for caption in [
      "a red circle left of a blue square", "a crimson disc to the left of a big blue box on grey",
      "a blue square right of a tiny red circle", "a huge blue box to the right of a red disc",
    ] {
      #expect(Judgement(caption, of: scene).isCorrect, "\(caption)")
    }
    #expect(wrong("a blue circle left of a blue square") == [.color])
    #expect(wrong("a red ring left of a blue square") == [.shape])
    #expect(wrong("a large red circle left of a blue square") == [.size])
    #expect(wrong("a red circle right of a blue square") == [.relation])
    #expect(wrong("a blue square left of a red circle") == [.relation])
    #expect(wrong("a red circle left of a blue square on navy") == [.ground])
    #expect(wrong("a red circle") == [.count])
    #expect(wrong("a blue box on grey") == [.count])
    #expect(wrong("a red circle on the left") == [.place, .count])
    // What is bound to the wrong object is wrong twice, whichever object is meant.
    #expect(wrong("a blue circle left of a red square") == [.color, .color])
  }

  @Test(
    "what is no caption is not read",
    arguments: [
      "", "a", "red circle", "a circle", "a red", "a red circle left of", "a circle red",
      "a red circle a blue square", "a red circle on grey on grey", "a red circle on grey left of",
      "a red circle in the middle left of a blue square", "a red circle on", "<end>",
    ])
  mutating func unread(caption: String) {
    #expect(Statement(caption) == nil)
    let judgement = Judgement(caption, of: ShapeWorld().scene(using: &random))
    #expect(!judgement.isCorrect && judgement.facts.isEmpty && judgement.toldShare == 0)
  }

  @Test("every caption is in the vocabulary, and is at most 14 words long")
  mutating func vocabulary() throws {
    let vocabulary = CaptionVocabulary.world
    #expect(vocabulary.count == 60)
    for caption in ShapeWorld(ObjectKind.all).scenes(1000, using: &random).captions {
      let tokens = try vocabulary.encode(caption)
      #expect(tokens.first == CaptionVocabulary.start && tokens.last == CaptionVocabulary.end)
      #expect(tokens.count <= 16 && !tokens.contains(CaptionVocabulary.pad))
      #expect(vocabulary.decode(tokens) == caption)
      #expect(vocabulary.decode(tokens + [0, 0]) == caption)
    }
    #expect(try vocabulary.encode("A red circle, on  Grey.").count == 7)
    #expect(try vocabulary.encode("").count == 2)
    #expect(try vocabulary.encode("a red circle on grey", length: 4).count == 4)
    #expect(padded([[1, 2], [1, 7, 2], []]) == [[1, 2, 0], [1, 7, 2], [0, 0, 0]])
  }

  @Test("a word that no caption has is named, with the nearest one")
  func unknown() {
    let error = #expect(throws: UnknownWord.self) {
      try CaptionVocabulary.world.encode("a red cirle")
    }
    #expect(error?.description == "no caption has the word “cirle”; did you mean “circle”?")
    let other = #expect(throws: UnknownWord.self) {
      try CaptionVocabulary.world.encode("elephants")
    }
    #expect(
      other?.description == "no caption has the word “elephants”; use words that captions have")
  }

  @Test("the words of own captions are parted by what is no letter")
  func own() throws {
    let vocabulary = CaptionVocabulary(of: ["Two dogs, running.", "A dog's dinner; 3 cats"])
    #expect(
      vocabulary.words.dropFirst(5)
        == ["3", "a", "cats", "dinner", "dog", "dogs", "running", "s", "two"])
    #expect(vocabulary.decode(try vocabulary.encode("Two cats!")) == "two cats")
  }

  @Test("an article goes by the sound of the next word")
  mutating func article() {
    #expect(withArticle("orange bar") == "an orange bar")
    #expect(withArticle("red bar") == "a red bar")
    let world = ShapeWorld([ObjectKind(.orange, .bar)], twoObjects: 0)
    #expect(
      world.scene(using: &random).caption(
        CaptionStyle(share: 0, usesSynonyms: false), using: &random)
        == "an orange bar")
  }
}
