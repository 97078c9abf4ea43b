public import Margin

/// A generated world: pictures of 32 × 32 pixels with one or two coloured shapes, and what is said of
/// them.
///
/// Everything comes from the random numbers that are handed in.
public struct ShapeWorld: Hashable, Sendable {
  /// The kinds of objects that occur; at least one.
  public var kinds = ObjectKind.seen()
  /// The probability of a scene of two objects.
  public var twoObjects = 0.5
  /// The radius of small objects, in pixels.
  public var smallRadius = 4.0..<4.7
  /// The radius of large objects, in pixels.
  public var largeRadius = 6.2..<7.2

  /// The world of these kinds.
  public init(_ kinds: [ObjectKind] = ObjectKind.seen(), twoObjects: Double = 0.5) {
    self.kinds = kinds
    self.twoObjects = twoObjects
  }

  /// A scene.
  public func scene(using random: inout RandomSource) -> Scene {
    let ground = Ground.allCases[random.integer(below: Ground.allCases.count)]
    guard random.bernoulli(twoObjects) else {
      return Scene(objects: [single(using: &random)], relation: nil, ground: ground)
    }
    let relations = ObjectRelation.allCases
    let relation = relations[random.integer(below: relations.count)]
    return Scene(
      objects: two(relation, using: &random), relation: relation, ground: ground)
  }

  private func single(using random: inout RandomSource) -> SceneObject {
    let place = ObjectPlace.allCases[random.integer(below: ObjectPlace.allCases.count)]
    let (x, y) = (
      place.middle.x + random.uniform(in: -2..<2), place.middle.y + random.uniform(in: -2..<2)
    )
    return object(place, x, y, largest: .infinity, using: &random)
  }

  /// Two objects on either side of the middle, both off their line by as much.
  private func two(_ relation: ObjectRelation, using random: inout RandomSource) -> [SceneObject] {
    let (x, y) = relation.direction
    let (distance, offset) = (random.uniform(in: 7.2..<8.6), random.uniform(in: -2..<2))
    let (dx, dy) = (x * distance + abs(y) * offset, y * distance + abs(x) * offset)
    // Two larger ones would touch.
    return [1.0, -1].map { side in
      object(nil, 16 + side * dx, 16 + side * dy, largest: 6.8, using: &random)
    }
  }

  private func object(
    _ place: ObjectPlace?, _ x: Double, _ y: Double, largest: Double,
    using random: inout RandomSource
  ) -> SceneObject {
    let size = random.bernoulli() ? ObjectSize.small : .large
    let kind = kinds[random.integer(below: kinds.count)]
    let radius = random.uniform(in: size == .small ? smallRadius : largeRadius)
    return SceneObject(
      kind: kind, size: size, place: place, x: x, y: y, radius: min(radius, largest))
  }
}
