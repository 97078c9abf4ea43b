/// A colour and a shape: one of the 48 classes of objects in the generated world.
public struct ObjectKind: Hashable, Sendable {
  /// Its colour.
  public var color: ObjectColor
  /// Its shape.
  public var shape: ObjectShape

  /// The kind of this colour and shape.
  public init(_ color: ObjectColor, _ shape: ObjectShape) {
    self.color = color
    self.shape = shape
  }

  /// All kinds, by colour and then by shape.
  public static let all = ObjectColor.allCases.flatMap { color in
    ObjectShape.allCases.map { ObjectKind(color, $0) }
  }

  /// The first `count` of the pairs that are kept away from training: colour c with shape c mod 6.
  ///
  /// Each colour and each shape is still seen, in other company.
  public static func heldOut(_ count: Int = 6) -> [ObjectKind] {
    let shapes = ObjectShape.allCases
    return ObjectColor.allCases.prefix(count).enumerated().map { c, color in
      ObjectKind(color, shapes[c % shapes.count])
    }
  }

  /// All kinds but the first `count` that are held out.
  public static func seen(heldOut count: Int = 6) -> [ObjectKind] {
    let held = heldOut(count)
    return all.filter { !held.contains($0) }
  }

  /// Its place among all kinds.
  public var index: Int {
    let shapes = ObjectShape.allCases
    let c = ObjectColor.allCases.firstIndex(of: color) ?? 0
    return c * shapes.count + (shapes.firstIndex(of: shape) ?? 0)
  }

  /// Its plain words: “red circle”.
  public var name: String { "\(color.rawValue) \(shape.rawValue)" }
}
