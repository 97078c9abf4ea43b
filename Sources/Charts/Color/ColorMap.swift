public import Cells

/// Which colour stands for which number.
public enum ColorMap: String, CaseIterable, Hashable, Codable, Sendable {
  /// From black to white.
  case gray
  /// From a dark blue to a light yellow, ever lighter: for amounts.
  case sequential
  /// From blue through a light gray to orange, lightest in the middle: for what has two signs.
  case diverging

  /// The colour at `share`, 0…1, of the way; beyond its ends that of the end.
  public func color(_ share: Double) -> Color {
    tables[self]?[Int(max(0, min(1, share.isNaN ? 0 : share)) * 255 + 0.5)] ?? .standard
  }

  /// Places of equal distance along the way; hues that colour-blind eyes tell apart.
  fileprivate var anchors: [(Double, Double, Double)] {
    switch self {
    case .gray: [(0, 0, 0), (255, 255, 255)]
    case .sequential: [(22, 26, 84), (32, 88, 140), (42, 146, 140), (140, 194, 92), (250, 232, 96)]
    case .diverging:
      [(24, 78, 170), (120, 164, 220), (238, 236, 230), (232, 158, 92), (176, 66, 8)]
    }
  }
}

private let tables: [ColorMap: [Color]] = Dictionary(
  uniqueKeysWithValues: ColorMap.allCases.map { map in
    let anchors = map.anchors
    return (
      map,
      (0...255).map { step in
        let place = Double(step) / 255 * Double(anchors.count - 1)
        let first = min(Int(place), anchors.count - 2)
        let rest = place - Double(first)
        func mixed(_ low: Double, _ high: Double) -> UInt8 {
          UInt8(low + (high - low) * rest + 0.5)
        }
        let (low, high) = (anchors[first], anchors[first + 1])
        return .rgb(mixed(low.0, high.0), mixed(low.1, high.1), mixed(low.2, high.2))
      }
    )
  })

extension Color {
  /// Black or white, whichever is easier to read on this colour.
  var legibleText: Color {
    // Both have a contrast of 4.58:1 on a luminance of 0.179.
    (luminance ?? 0) > 0.179 ? .indexed(16) : .indexed(231)
  }
}
