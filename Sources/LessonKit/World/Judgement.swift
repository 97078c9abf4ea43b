/// Which facts of a caption are true of a scene.
public struct Judgement: Hashable, Sendable {
  /// One thing that a caption says.
  public struct Fact: Hashable, Sendable {
    /// What it is about.
    public enum Subject: String, CaseIterable, Sendable {
      case count, color, shape, size, place, relation, ground
    }

    /// What it is about.
    public var subject: Subject
    /// What is said, in plain words.
    public var words: String
    /// Whether it is so.
    public var isTrue: Bool
  }

  /// What the caption says, in the order of its words; empty where it says nothing that can be read.
  public let facts: [Fact]
  /// The share of the scene's facts that the caption tells, rightly or not.
  public let toldShare: Double

  /// Judges a caption of the scene; what it leaves out but for objects is no fault.
  ///
  /// Of two objects each mention is held against the one that makes most of the facts true.
  public init(_ caption: String, of scene: Scene) {
    guard let statement = Statement(caption) else {
      facts = []
      toldShare = 0
      return
    }
    let inOrder = statement.facts(of: scene, scene.objects, isReversed: false)
    let reversed = statement.facts(of: scene, scene.objects.reversed(), isReversed: true)
    let isReversed = reversed.count { $0.isTrue } > inOrder.count { $0.isTrue }
    facts = isReversed ? reversed : inOrder
    let told = facts.count { $0.subject != .count }
    // Colour, shape and size of each object, a place or a relation, and the ground.
    toldShare = min(1, Double(told) / Double(3 * scene.objects.count + 2))
  }

  /// Whether the caption can be read, names every object, and all that it says is so.
  public var isCorrect: Bool { !facts.isEmpty && facts.allSatisfy(\.isTrue) }
}

extension Statement {
  /// The facts, where the mentions mean `objects`, in this order.
  fileprivate func facts(
    of scene: Scene, _ objects: [SceneObject], isReversed: Bool
  ) -> [Judgement.Fact] {
    var facts: [Judgement.Fact] = []
    func add(_ subject: Judgement.Fact.Subject, _ words: String, _ isTrue: Bool) {
      facts.append(.init(subject: subject, words: words, isTrue: isTrue))
    }
    for (index, mention) in self.objects.enumerated() {
      let object = objects.indices.contains(index) ? objects[index] : nil
      if let size = mention.size { add(.size, size.rawValue, size == object?.size) }
      let kind = mention.kind
      add(.color, kind.color.rawValue, kind.color == object?.kind.color)
      add(.shape, kind.shape.rawValue, kind.shape == object?.kind.shape)
      if index == 0, let relation {
        let real = isReversed ? scene.relation?.opposite : scene.relation
        add(.relation, relation.wordings[0], relation == real)
      }
      if let place { add(.place, place.wordings[0], place == object?.place) }
    }
    if let ground { add(.ground, ground.wordings[0], ground == scene.ground) }
    let count = self.objects.count
    add(.count, count == 1 ? "one object" : "two objects", count == objects.count)
    return facts
  }
}
