internal import Glibc

extension Color {
  /// Red, green and blue, 0…255; nil for the user's own and for the first sixteen, which users choose.
  public var levels: (red: Int, green: Int, blue: Int)? {
    switch self {
    case .standard: nil
    case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
    case .indexed(let index) where index >= 232:
      (8 + 10 * (Int(index) - 232), 8 + 10 * (Int(index) - 232), 8 + 10 * (Int(index) - 232))
    case .indexed(let index) where index >= 16:
      (
        cubeLevels[(Int(index) - 16) / 36], cubeLevels[(Int(index) - 16) / 6 % 6],
        cubeLevels[(Int(index) - 16) % 6]
      )
    case .indexed: nil
    }
  }

  /// The nearest of xterm's 256 colours: in the cube of six levels, or among the grays.
  public var nearestIndex: UInt8? {
    guard case .rgb(let red, let green, let blue) = self else {
      if case .indexed(let index) = self { return index } else { return nil }
    }
    let (r, g, b) = (Int(red), Int(green), Int(blue))
    let cube = (nearestCubeLevel(r), nearestCubeLevel(g), nearestCubeLevel(b))
    let gray = max(0, min(23, ((r + g + b) / 3 - 3) / 10))
    func distance(_ color: (Int, Int, Int)) -> Int {
      (color.0 - r) * (color.0 - r) + (color.1 - g) * (color.1 - g) + (color.2 - b) * (color.2 - b)
    }
    let level = 8 + 10 * gray
    let inCube = distance((cubeLevels[cube.0], cubeLevels[cube.1], cubeLevels[cube.2]))
    return distance((level, level, level)) < inCube
      ? UInt8(232 + gray) : UInt8(16 + 36 * cube.0 + 6 * cube.1 + cube.2)
  }

  /// Relative luminance (WCAG 2), 0…1; nil where the colour is the user's.
  public var luminance: Double? {
    levels.map {
      0.2126 * linearLevels[$0.red] + 0.7152 * linearLevels[$0.green] + 0.0722
        * linearLevels[$0.blue]
    }
  }
}

private let cubeLevels = [0, 95, 135, 175, 215, 255]

/// The index of the level of the cube that is nearest to `level`.
private func nearestCubeLevel(_ level: Int) -> Int {
  level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40
}

/// The light that each level of sRGB stands for, 0…1.
private let linearLevels: [Double] = (0...255).map { level in
  let share = Double(level) / 255
  return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
}
