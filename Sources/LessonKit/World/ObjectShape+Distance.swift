import Margin

extension ObjectShape {
  /// How far (x, y), from the middle of a shape of radius r, is outside of it; below 0 inside.
  func distance(_ x: Float, _ y: Float, radius r: Float) -> Float {
    switch self {
    case .circle:
      return (x * x + y * y).squareRoot() - r
    case .square:
      return max(abs(x), abs(y)) - 0.88 * r
    case .triangle:
      return max(y - 0.75 * r, 0.5 * y + 0.866 * abs(x) - 0.55 * r)
    case .cross:
      let (upright, level) = (
        max(abs(x) - 0.34 * r, abs(y) - r), max(abs(x) - r, abs(y) - 0.34 * r)
      )
      return min(upright, level)
    case .ring:
      return abs((x * x + y * y).squareRoot() - 0.78 * r) - 0.26 * r
    case .bar:
      return max(abs(x) - 1.15 * r, abs(y) - 0.38 * r)
    }
  }
}
