import Margin

/// What captions call a thing of the world.
protocol Worded: CaseIterable, Sendable {
  /// All that means it, the plain wording first.
  var wordings: [String] { get }
}

extension Worded {
  /// One of its wordings, or the plain one.
  func wording(_ style: CaptionStyle, using random: inout RandomSource) -> String {
    style.usesSynonyms ? wordings[random.integer(below: wordings.count)] : wordings[0]
  }
}

extension ObjectColor: Worded {
  var wordings: [String] {
    switch self {
    case .red: ["red", "crimson"]
    case .purple: ["purple", "violet"]
    case .cyan: ["cyan", "turquoise"]
    default: [rawValue]
    }
  }
}

extension ObjectShape: Worded {
  var wordings: [String] {
    switch self {
    case .circle: ["circle", "disc"]
    case .square: ["square", "box"]
    case .triangle: ["triangle"]
    case .cross: ["cross", "plus"]
    case .ring: ["ring", "hoop"]
    case .bar: ["bar", "stripe"]
    }
  }
}

extension ObjectSize: Worded {
  var wordings: [String] {
    switch self {
    case .small: ["small", "tiny", "little"]
    case .large: ["large", "big", "huge"]
    }
  }
}

extension ObjectPlace: Worded {
  var wordings: [String] {
    switch self {
    case .centre: ["in the middle", "in the centre"]
    case .left: ["on the left", "at the left side"]
    case .right: ["on the right", "at the right side"]
    case .top: ["at the top"]
    case .bottom: ["at the bottom"]
    }
  }
}

extension ObjectRelation: Worded {
  var wordings: [String] {
    switch self {
    case .leftOf: ["left of", "to the left of"]
    case .rightOf: ["right of", "to the right of"]
    case .above: ["above", "over"]
    case .below: ["below", "under"]
    }
  }
}

extension Ground: Worded {
  var wordings: [String] { ["on \(rawValue)"] }
}
