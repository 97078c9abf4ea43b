import Cells
import TestSupport
import Testing

@testable import Charts

@Suite("Charts look as they were last approved")
struct GoldenTests {
  private static let sizes: [String: [(Int, Int)]] = [
    "likelihood": [(72, 12), (40, 8)], "rerun": [(72, 14), (44, 7), (20, 5)],
    "losses": [(90, 20)], "gains": [(60, 12)], "bound": [(72, 16)], "offset": [(60, 10)],
    "clouds": [(90, 26), (40, 12)], "posteriors": [(70, 8), (45, 5), (24, 6)],
    "hill": [(72, 22), (36, 12)], "digits": [(58, 30), (100, 50), (30, 8)],
    "verdicts": [(72, 28), (40, 12), (16, 6)], "colored": [(80, 15), (40, 14), (12, 5)],
    "attention": [(60, 12), (40, 10), (18, 6)], "confusion": [(60, 8), (30, 7), (14, 5)],
    "predictions": [(70, 8), (40, 6), (16, 4)], "weights": [(70, 14), (40, 14), (20, 6)],
    "parts": [(70, 6), (40, 5), (16, 3)], "scores": [(70, 14), (40, 9), (20, 6)],
    "classes": [(70, 14), (40, 9), (20, 6)], "densities": [(70, 14), (40, 9)],
    "smoothed": [(70, 16), (40, 9), (20, 6)], "folded": [(70, 16), (40, 9), (20, 6)],
    "error bars": [(60, 14), (30, 8), (16, 5)], "gradients": [(60, 16), (40, 9), (20, 6)],
    "regions": [(70, 24), (40, 12), (20, 7)], "probabilities": [(70, 24), (40, 12)],
    "words": [(76, 24), (40, 12), (20, 6)], "written": [(60, 6), (30, 6), (16, 4)],
    "huffman": [(40, 10), (20, 9), (12, 5)], "weather": [(60, 7), (40, 5), (20, 3)],
    "settings": [(80, 24), (40, 14), (20, 8)], "runs": [(50, 6), (24, 5)],
    "joint": [(40, 8), (20, 7)], "similarities": [(100, 50), (60, 20), (20, 8)],
  ]

  @Test("Every picture equals its golden file", arguments: Fixtures.all.map(\.name))
  func matches(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    for (width, height) in Self.sizes[name] ?? [(40, 8)] {
      for canvas in [ChartStyle.Canvas.braille, .ascii] {
        // Pictures are colours; what stands for them without is what a text can show.
        let isPicture = (Fixtures.pictures + Fixtures.kinds).contains { $0.name == name }
        try expectGolden(
          chart.frame(width, height, canvas, hasColor: !isPicture).text + "\n",
          "\(name).\(width)x\(height).\(canvas.rawValue)")
      }
    }
  }

  @Test(
    "On the other canvases too", arguments: [ChartStyle.Canvas.blocks, .lines],
    ["losses", "hill", "digits", "scores", "regions"])
  func otherCanvases(canvas: ChartStyle.Canvas, name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    let isPicture = (Fixtures.pictures + Fixtures.kinds).contains { $0.name == name }
    try expectGolden(
      chart.frame(70, 18, canvas, hasColor: !isPicture).text + "\n",
      "\(name).70x18.\(canvas.rawValue)")
  }
}
