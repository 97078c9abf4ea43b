import LessonKit
import Margin
import Testing

@testable import Lesson13

@Suite("What CLIP learns from and is asked") struct CLIPDataTests {
  private var random = RandomSource(seed: 8)

  @Test("no caption to learn from has a colour beside a shape that were held out")
  mutating func heldOut() throws {
    let pairs = try TrainingPairs(2000, share: 0.5, using: &random)
    let held = Set(ObjectKind.heldOut())
    for text in pairs.texts(at: Array(0..<2000)) {
      let statement = try #require(Statement(CaptionVocabulary.world.decode(text)))
      #expect(statement.objects.allSatisfy { !held.contains($0.kind) })
    }
    let x = pairs.pictures(at: [0, 5])
    #expect(x.shape == [2, 3, 32, 32] && abs(x).max().scalar <= 1)
  }

  @Test("the exam is the same for every seed, and of one object each")
  func exam() throws {
    let exam = try Exam()
    let held = Set(ObjectKind.heldOut())
    #expect(exam.heldOut.count == 800 && exam.seen.count == 800 && exam.texts.count == 256)
    #expect(
      exam.heldOut.scenes.allSatisfy { $0.objects.count == 1 && held.contains($0.objects[0].kind) })
    #expect(exam.seen.scenes.allSatisfy { !held.contains($0.objects[0].kind) })
    #expect(Set(exam.heldOut.scenes.map { $0.objects[0].kind }) == held)
    // Practically no two captions that say the same.
    #expect(Set(exam.texts).count > 250)
  }

  private func greys(_ count: Int) -> Images {
    Images(
      name: "pairs", bytes: (0..<count * 64).map { UInt8($0 % 251) }, height: 8, width: 8)
  }

  @Test("own pictures of any size, with captions or with classes")
  mutating func own() throws {
    var images = greys(40)
    images.captions = (0..<40).map { "A picture, number \($0)" }
    let all = try CaptionedImages(own: images)
    #expect(all.images.pixels().shape == [40, 3, 32, 32])
    #expect(all.vocabulary.decode(all.tokens[7]) == "a picture number 7")
    let pairs = try TrainingPairs(own: images, using: &random)
    #expect(pairs.count == 36 && pairs.own?.tokens.count == 4)
    var classes = greys(30)
    classes.labels = (0..<30).map { $0 % 2 }
    classes.classNames = ["cat", "big dog"]
    let named = try CaptionedImages(own: classes)
    #expect(named.vocabulary.decode(named.tokens[1]) == "big dog")
  }

  @Test(
    "pictures that share a caption are named by it: bright ones and dark ones are soon told apart")
  func classes() throws {
    let header = (0..<64).map { "p\($0)" }.joined(separator: ",") + ",class"
    let rows = (0..<60).map { n in
      String(repeating: n % 2 == 0 ? "3," : "14,", count: 64) + (n % 2 == 0 ? "dark" : "bright")
    }
    let path = try temporaryCSV(([header] + rows).joined(separator: "\n"))
    let host = try run(
      CLIP(), ["steps": .integer(20), "batch": .integer(16), "width": .integer(16)]
    ) { $0.paths = ["pairs": path] }
    #expect(try host.result("right caption") == 1)
    #expect(host.results["seen zero-shot accuracy"] == nil)
  }

  @Test("Chinese captions have a word for each character, and are shown without blanks")
  func chinese() throws {
    var images = greys(20)
    images.captions = (0..<20).map { $0 % 2 == 0 ? "一只红色的鸟，CLIP 2 号" : "a 蓝色 bird" }
    let all = try CaptionedImages(own: images)
    #expect(all.tokens[0].count == 2 + 9)
    #expect(all.vocabulary.decode(all.tokens[0]) == "一只红色的鸟 clip 2 号")
    #expect(all.vocabulary.decode(all.tokens[1]) == "a 蓝色 bird")
  }

  @Test("own pictures are kept beside the CLIP of the generated world, which ZeroShot asks")
  func kept() throws {
    let header = (0..<64).map { "p\($0)" }.joined(separator: ",") + ",class"
    let rows = (0..<40).map { n in
      String(repeating: "\(n),", count: 64) + (n % 2 == 0 ? "dark" : "bright")
    }
    let path = try temporaryCSV(([header] + rows).joined(separator: "\n"))
    let host = try run(
      CLIP(), ["steps": .integer(20), "batch": .integer(16), "width": .integer(16)]
    ) { $0.paths = ["pairs": path] }
    #expect(host.savedFiles == ["clip-own.safetensors"])
  }

  @Test("a caption of many words loses its last ones, never its end")
  func long() throws {
    var images = greys(20)
    images.captions = (0..<20).map { _ in
      "one two three four five six seven eight nine ten one two three four five six"
    }
    let all = try CaptionedImages(own: images)
    #expect(all.tokens.allSatisfy { $0.count == 16 && $0.last == CaptionVocabulary.end })
  }

  @Test("pictures that nobody tells of, and too few of them, are one clear line")
  func none() {
    let bare = #expect(throws: NoCaptions.self) { try CaptionedImages(own: greys(50)) }
    #expect(bare?.description.contains("50 pictures, and at least 20 with captions") == true)
    var few = greys(3)
    few.captions = ["a", "b", "c"]
    #expect(throws: NoCaptions.self) { try CaptionedImages(own: few) }
  }
}
