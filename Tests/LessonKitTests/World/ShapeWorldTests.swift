import LessonKit
import Margin
import Testing

@Suite("The world of shapes") struct ShapeWorldTests {
  private var random = RandomSource(seed: 13)

  @Test("the same seed gives the same scenes, words and pictures")
  func seeds() {
    func made(_ seed: UInt64) -> CaptionedScenes {
      var random = RandomSource(seed: seed)
      return ShapeWorld().scenes(20, using: &random)
    }
    let (one, same, other) = (made(1), made(1), made(2))
    #expect(one.scenes == same.scenes && one.captions == same.captions)
    #expect(one.images.bytes == same.images.bytes)
    #expect(one.scenes != other.scenes && one.images.bytes != other.images.bytes)
  }

  @Test("a longer set begins with the shorter one")
  func prefix() {
    var (random, same) = (random, random)
    let (long, short) = (
      ShapeWorld().scenes(9, using: &random), ShapeWorld().scenes(4, using: &same)
    )
    #expect(long[Array(0..<4)].scenes == short.scenes)
    #expect(long[Array(0..<4)].images.bytes == short.images.bytes)
    #expect(long[Array(0..<4)].captions == short.captions)
  }

  @Test("colour c never meets shape c mod 6, in no scene and in no words", arguments: [6, 8])
  mutating func heldOut(count: Int) {
    let held = ObjectKind.heldOut(count)
    #expect(held.count == count && Set(held).count == count)
    #expect(ObjectKind.seen(heldOut: count).count == 48 - count)
    for kind in held {
      let (c, s) = (kind.index / 6, kind.index % 6)
      #expect(s == c % 6)
      #expect(held.count { $0.color == kind.color } == 1, "the colour is seen otherwise")
    }
    let pairs = ShapeWorld(ObjectKind.seen(heldOut: count)).scenes(1500, using: &random)
    for (scene, caption) in zip(pairs.scenes, pairs.captions) {
      #expect(scene.objects.allSatisfy { !held.contains($0.kind) })
      let told = Statement(caption)?.objects.map(\.kind) ?? held
      #expect(told.allSatisfy { !held.contains($0) }, "\(caption)")
    }
    let kinds = Set(pairs.scenes.flatMap { $0.objects.map(\.kind) })
    #expect(kinds.count == 48 - count, "all others occur")
  }

  @Test("half of the scenes have two objects, and each attribute is as frequent as the others")
  mutating func shares() {
    let scenes = ShapeWorld(ObjectKind.all).scenes(2000, using: &random).scenes
    let two = scenes.filter { $0.objects.count == 2 }
    #expect(abs(Double(two.count) / 2000 - 0.5) < 0.05)
    #expect(two.allSatisfy { $0.relation != nil && $0.objects.allSatisfy { $0.place == nil } })
    for ground in Ground.allCases {
      #expect(abs(Double(scenes.count { $0.ground == ground }) / 2000 - 0.25) < 0.05)
    }
    for relation in ObjectRelation.allCases {
      let share = Double(two.count { $0.relation == relation }) / Double(two.count)
      #expect(abs(share - 0.25) < 0.06)
    }
    let alone = ShapeWorld(twoObjects: 0).scenes(200, using: &random).scenes
    #expect(alone.allSatisfy { $0.objects.count == 1 && $0.relation == nil })
    #expect(Set(alone.compactMap { $0.objects[0].place }).count == 5)
  }

  @Test("an object's colour is to be seen where it stands, and the ground in a corner")
  mutating func pictures() {
    let world = ShapeWorld([ObjectKind(.red, .square)], twoObjects: 0)
    let pairs = world.scenes(40, using: &random)
    #expect(pairs.images.pixels().shape == [40, 3, 32, 32])
    let x = pairs.images.rows(as: Double.self)
    for n in 0..<40 {
      let middle =
        switch pairs.scenes[n].objects[0].place {
        case .left: (16, 8)
        case .right: (16, 24)
        case .top: (8, 16)
        case .bottom: (24, 16)
        default: (16, 16)
        }
      let rgb = (0..<3).map { x[n, 1024 * $0 + 32 * middle.0 + middle.1] }
      #expect(rgb[0] > 0.5 && rgb[1] < 0.4 && rgb[2] < 0.4, "\(rgb)")
      #expect(x[n, 0] < 0.75)
    }
  }

  @Test("a share of the captions is exchanged, each for one that is wrong; the others stay")
  mutating func exchanged() {
    let clean = ShapeWorld().scenes(400, using: &random)
    for wrong in [0, 0.25, 1] {
      let (noisy, isExchanged) = clean.exchanging(wrong, using: &random)
      #expect(isExchanged.count { $0 } == Int(wrong * 400))
      #expect(noisy.images.bytes == clean.images.bytes)
      for n in 0..<400 {
        let isRight = Judgement(noisy.captions[n], of: noisy.scenes[n]).isCorrect
        #expect(isRight == !isExchanged[n], "\(noisy.captions[n])")
        if !isExchanged[n] { #expect(noisy.captions[n] == clean.captions[n]) }
      }
    }
  }

  @Test("where all captions are right of all pictures nothing can be exchanged")
  mutating func nothingWrong() {
    let one = ShapeWorld(twoObjects: 0).scenes(1, using: &random)
    let (noisy, isExchanged) = one.exchanging(1, using: &random)
    #expect(noisy.captions == one.captions && isExchanged == [false])
  }
}
