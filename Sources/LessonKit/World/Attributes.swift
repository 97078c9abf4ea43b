/// A colour of objects in the generated world.
public enum ObjectColor: String, CaseIterable, Sendable {
  case red, green, blue, yellow, purple, orange, white, cyan

  /// Red, green and blue, from 0 to 1.
  var rgb: (Float, Float, Float) {
    switch self {
    case .red: (0.86, 0.12, 0.12)
    case .green: (0.10, 0.65, 0.20)
    case .blue: (0.15, 0.25, 0.90)
    case .yellow: (0.95, 0.85, 0.10)
    case .purple: (0.55, 0.15, 0.70)
    case .orange: (1.00, 0.50, 0.05)
    case .white: (0.97, 0.97, 0.97)
    case .cyan: (0.15, 0.80, 0.85)
    }
  }
}

/// A shape of objects in the generated world.
public enum ObjectShape: String, CaseIterable, Sendable {
  case circle, square, triangle, cross, ring, bar
}

/// A size of objects in the generated world.
public enum ObjectSize: String, CaseIterable, Sendable {
  case small, large
}

/// Where an object that is alone stands.
public enum ObjectPlace: String, CaseIterable, Sendable {
  case centre, left, right, top, bottom

  /// Its middle in pixels, from the left and from the top.
  var middle: (x: Double, y: Double) {
    switch self {
    case .centre: (16, 16)
    case .left: (8, 16)
    case .right: (24, 16)
    case .top: (16, 8)
    case .bottom: (16, 24)
    }
  }
}

/// How the first of two objects stands to the second.
public enum ObjectRelation: String, CaseIterable, Sendable {
  case leftOf, rightOf, above, below

  /// How the second stands to the first.
  public var opposite: ObjectRelation {
    switch self {
    case .leftOf: .rightOf
    case .rightOf: .leftOf
    case .above: .below
    case .below: .above
    }
  }

  /// The direction from the middle of the picture to the first object; y points down.
  var direction: (x: Double, y: Double) {
    switch self {
    case .leftOf: (-1, 0)
    case .rightOf: (1, 0)
    case .above: (0, -1)
    case .below: (0, 1)
    }
  }
}

/// The background of a picture of the generated world.
public enum Ground: String, CaseIterable, Sendable {
  case black, grey, brown, navy

  /// Red, green and blue, from 0 to 1.
  var rgb: (Float, Float, Float) {
    switch self {
    case .black: (0.03, 0.03, 0.03)
    case .grey: (0.42, 0.42, 0.42)
    case .brown: (0.36, 0.22, 0.12)
    case .navy: (0.05, 0.07, 0.28)
    }
  }
}
