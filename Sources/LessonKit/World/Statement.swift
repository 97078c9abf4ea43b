/// What a caption of the generated world says, whatever its words.
public struct Statement: Hashable, Sendable {
  /// What is said of an object.
  public struct Mention: Hashable, Sendable {
    /// Its colour and shape.
    public var kind: ObjectKind
    /// Its size, if that is said.
    public var size: ObjectSize?
  }

  /// The objects in the order of the words: one, or two.
  public var objects: [Mention]
  /// Where the one object stands, if that is said.
  public var place: ObjectPlace?
  /// How the first of two objects stands to the second.
  public var relation: ObjectRelation?
  /// The ground, if that is said.
  public var ground: Ground?

  /// What `caption` says; nil where it is no caption of this world.
  public init?(_ caption: String) {
    var reader = CaptionReader(caption)
    guard let first = reader.mention() else { return nil }
    objects = [first]
    relation = reader.take(ObjectRelation.self)
    if relation != nil {
      guard let second = reader.mention() else { return nil }
      objects.append(second)
    } else {
      place = reader.take(ObjectPlace.self)
    }
    ground = reader.take(Ground.self)
    if !reader.isAtEnd { return nil }
  }
}

/// The words of a caption, from the first to the last.
private struct CaptionReader {
  private var words: ArraySlice<Substring>

  init(_ caption: String) { words = caption.split(separator: " ")[...] }

  var isAtEnd: Bool { words.isEmpty }

  /// The thing whose wording comes next; nil, and nothing is read, where none does.
  mutating func take<Thing: Worded>(_ type: Thing.Type) -> Thing? {
    for thing in Thing.allCases {
      for wording in thing.wordings {
        let wanted = wording.split(separator: " ")
        if words.starts(with: wanted) {
          words = words.dropFirst(wanted.count)
          return thing
        }
      }
    }
    return nil
  }

  /// “a [size] colour shape”.
  mutating func mention() -> Statement.Mention? {
    guard let article = words.popFirst(), article == "a" || article == "an" else { return nil }
    let size = take(ObjectSize.self)
    guard let color = take(ObjectColor.self), let shape = take(ObjectShape.self) else { return nil }
    return Statement.Mention(kind: ObjectKind(color, shape), size: size)
  }
}
