import Foundation
import Testing

@testable import Cells

@Suite("Palette")
struct PaletteTests {
  private typealias RGB = (red: Double, green: Double, blue: Double)

  /// The colours 16…255 of xterm: a cube of six levels, then grays.
  private func rgb(_ index: UInt8) -> RGB {
    let index = Int(index)
    if index >= 232 {
      let gray = Double(8 + 10 * (index - 232))
      return (gray, gray, gray)
    }
    let levels: [Double] = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
  }

  private func linear(_ value: Double) -> Double {
    let c = value / 255
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
  }

  /// WCAG 2.2, relative luminance and contrast ratio.
  private func luminance(_ color: RGB) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private func roles(_ palette: Palette) -> [Style] {
    [
      palette.accent, palette.error, palette.warning, palette.success, palette.secondary,
      palette.keyword, palette.string, palette.comment, palette.number, palette.type,
      palette.function,
    ] + (0..<Palette.seriesCount).map(palette.series)
  }

  @Test("Every colour has a contrast of 3:1 on black, white and both of Solarized's backgrounds")
  func contrasts() {
    let backgrounds: [RGB] = [(0, 0, 0), (255, 255, 255), (0, 0x2B, 0x36), (0xFD, 0xF6, 0xE3)]
    for style in roles(Palette()) {
      guard case .indexed(let index) = style.foreground else {
        Issue.record("\(style) has no colour")
        continue
      }
      #expect(index >= 16, "the first sixteen are the user's own")
      for background in backgrounds {
        #expect(contrast(rgb(index), background) >= 3, "\(index) on \(background)")
      }
    }
  }

  /// Machado, Oliveira & Fernandes (2009), severity 1, on linear light.
  private static let views: [(name: String, matrix: [Double])] = [
    ("normal", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    (
      "deuteranopia",
      [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]
    ),
    (
      "protanopia",
      [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]
    ),
  ]

  /// CIE 1976 L*a*b* under D65.
  private func lab(_ color: RGB, seenBy m: [Double]) -> [Double] {
    let c = [linear(color.red), linear(color.green), linear(color.blue)]
    let seen = (0..<3).map { row in
      min(1, max(0, (0..<3).reduce(0) { $0 + m[3 * row + $1] * c[$1] }))
    }
    func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
    let x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505)
    let y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    let z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  @Test("Series stay apart for colour-blind eyes, the first four by far")
  func seriesApart() {
    for (name, matrix) in PaletteTests.views {
      let seen = Palette.seriesColors.map { lab(rgb($0), seenBy: matrix) }
      for (i, a) in seen.enumerated() {
        for (j, b) in seen.enumerated().prefix(i) {
          let distance = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
          #expect(
            distance > (i < 4 ? 20 : 9), "\(name): series \(j) and \(i) are \(distance) apart")
        }
      }
    }
  }

  @Test("Without colour there are attributes alone")
  func plain() {
    #expect(roles(Palette(hasColor: false)).allSatisfy { $0.foreground == .standard })
    #expect(Palette(hasColor: false).error != .standard)
  }

  @Test("Series come round, before the first as well")
  func indices() {
    #expect(Palette().series(8) == Palette().series(0))
    #expect(Palette().series(-1) == Palette().series(7))
  }
}
