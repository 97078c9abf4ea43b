/// What a picture of the generated world shows.
public struct Scene: Hashable, Sendable {
  /// One object, or two in a relation.
  public var objects: [SceneObject]
  /// How the first object stands to the second; nil of one that is alone.
  public var relation: ObjectRelation?
  /// What is behind them.
  public var ground: Ground

  /// A scene of one object, or of two in a relation.
  public init(objects: [SceneObject], relation: ObjectRelation?, ground: Ground) {
    self.objects = objects
    self.relation = relation
    self.ground = ground
  }
}

/// An object of a scene.
public struct SceneObject: Hashable, Sendable {
  /// Its colour and shape.
  public var kind: ObjectKind
  /// Its size.
  public var size: ObjectSize
  /// Where it stands if it is alone.
  public var place: ObjectPlace?
  /// Its middle, in pixels from the left.
  var x: Double
  /// Its middle, in pixels from the top.
  var y: Double
  /// Half of its width, in pixels.
  var radius: Double

  /// An object in the middle, which is told of rather than painted.
  public init(_ kind: ObjectKind, _ size: ObjectSize, _ place: ObjectPlace? = nil) {
    self.init(kind: kind, size: size, place: place, x: 16, y: 16, radius: 5)
  }

  init(
    kind: ObjectKind, size: ObjectSize, place: ObjectPlace?, x: Double, y: Double, radius: Double
  ) {
    self.kind = kind
    self.size = size
    self.place = place
    self.x = x
    self.y = y
    self.radius = radius
  }
}
