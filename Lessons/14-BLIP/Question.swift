import LessonKit
import Margin

/// A question about a scene, and its answer.
struct Question {
  /// What is asked for.
  enum Kind: String, CaseIterable {
    case colour, shape, count, presence
  }

  let kind: Kind
  let words: String
  let answer: String

  /// A question that the scene answers without doubt.
  init(about scene: Scene, using random: inout RandomSource) {
    let asked = scene.objects[random.integer(below: scene.objects.count)].kind
    let others = scene.objects.map(\.kind).filter { $0 != asked }
    switch Kind.allCases[random.integer(below: 4)] {
    case .colour where !others.contains { $0.shape == asked.shape }:
      self.init(.colour, "what colour is the \(asked.shape.rawValue)", asked.color.rawValue)
    case .shape where !others.contains { $0.color == asked.color }:
      self.init(.shape, "what shape is the \(asked.color.rawValue) object", asked.shape.rawValue)
    case .presence:
      self.init(presenceIn: scene, asked, using: &random)
    default:
      self.init(.count, "how many objects", scene.objects.count == 1 ? "one" : "two")
    }
  }

  /// Half of the time what is there, half of the time something that has its colour or its shape.
  private init(presenceIn scene: Scene, _ kind: ObjectKind, using random: inout RandomSource) {
    let there = Set(scene.objects.map(\.kind))
    let near = ObjectKind.seen().filter {
      !there.contains($0) && ($0.color == kind.color || $0.shape == kind.shape)
    }
    let asked =
      near.isEmpty || random.bernoulli() ? kind : near[random.integer(below: near.count)]
    self.init(
      .presence, "is there \(withArticle(asked.name))", there.contains(asked) ? "yes" : "no")
  }

  private init(_ kind: Kind, _ words: String, _ answer: String) {
    (self.kind, self.words, self.answer) = (kind, words, answer)
  }
}
