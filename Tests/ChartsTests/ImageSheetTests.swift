import Cells
import Foundation
import Testing

@testable import Charts

@Suite("Images")
struct ImageSheetTests {
  @Test("A circle is round: as many pixels wide as high, at every size and scale")
  func circles() {
    for size in [5, 8, 13, 21, 40] {
      let disc = (0..<size * size).map { place -> Double in
        let x = (Double(place % size) + 0.5) / Double(size) * 2 - 1
        let y = (Double(place / size) + 0.5) / Double(size) * 2 - 1
        return x * x + y * y <= 1 ? 1 : 0
      }
      let sheet = ImageSheet([.init(disc, width: size)])
      for (width, height) in [(12, 6), (30, 15), (60, 30), (100, 50)]
      where size <= width && size <= 2 * height {
        var frame = Frame(Size(width: width, height: height))
        Chart.images(sheet).draw(into: &frame, in: frame.bounds, style: ChartStyle())
        // A cell is twice as high as wide, so that a row counts two.
        let lit = (0..<width * height).map { Point(x: $0 % width, y: $0 / width) }.filter {
          let cell = frame[$0.x, $0.y]
          let colors = [cell.style.foreground, cell.style.background]
          return cell.glyph != " " && cell.glyph != "⠀" && cell.glyph != "▀"
            || colors.contains(.rgb(255, 255, 255))
        }
        guard let left = lit.map(\.x).min(), let right = lit.map(\.x).max(),
          let top = lit.map(\.y).min(), let bottom = lit.map(\.y).max()
        else { continue }
        let (across, down) = (right - left + 1, 2 * (bottom - top + 1))
        #expect(abs(across - down) <= 2, "\(size) in \(width)×\(height): \(across), \(down)")
      }
    }
  }

  @Test("A pixel is a square of the colour that its number says")
  func pixels() {
    let image = ImageSheet.Image([0, 1, 0.5, 0] as [Float], width: 2)
    let frame = Chart.images(ImageSheet([image])).frame(2, 1)
    #expect(frame[0, 0].style.foreground == .rgb(0, 0, 0))
    #expect(frame[0, 0].style.background == .rgb(128, 128, 128))
    #expect(frame[1, 0].style.foreground == .rgb(255, 255, 255))
    #expect(frame[1, 0].glyph == "▀")
  }

  @Test("Planes and pixels are two orders of the same picture")
  func orders() {
    let planes = ImageSheet.Image([1, 0, 0, 1, 0.5, 0.25] as [Double], width: 2, channels: 3)
    let pixels = ImageSheet.Image(
      [1, 0, 0.5, 0, 1, 0.25] as [Double], width: 2, channels: 3, order: .pixels)
    #expect(planes == pixels)
    #expect(planes.isColored && planes.height == 1)
  }

  @Test("A hundred digits of 8 × 8 fit beside a lesson")
  func hundred() {
    for (width, height) in [(58, 30), (52, 20)] {
      let layout = ImageLayout(
        Fixtures.digits, in: Size(width: width, height: height), ChartStyle())
      #expect(layout.shown == 100)
    }
    #expect(Chart.images(Fixtures.digits).frame(20, 6).text.contains("more images"))
  }

  @Test("Rows of pictures do not run into one another where there is room to keep them apart")
  func gaps() {
    let full = ImageSheet.Image(Array(repeating: 1.0, count: 64), width: 8)
    let sheet = ImageSheet(Array(repeating: full, count: 24))
    for (width, height) in [(118, 33), (36, 17), (39, 17), (71, 30), (200, 45)] {
      let size = Size(width: width, height: height)
      let layout = ImageLayout(sheet, in: size, ChartStyle())
      #expect(layout.shown == 24 && layout.rise > layout.picture.height, "\(width)×\(height)")
      let closer = ImageLayout(sheet, in: size, ChartStyle(), zoom: 1)
      #expect(closer.picture.height > layout.picture.height)
      #expect(closer.rise > closer.picture.height && closer.height <= height)
    }
    // Where only touching ones fit, all are shown.
    let tight = ImageLayout(sheet, in: Size(width: 36, height: 8), ChartStyle())
    #expect(tight.shown == 24)
  }

  @Test("Words go on below the pictures of their row that have none")
  func longWords() {
    let gray = ImageSheet.Image(Array(repeating: 0.5, count: 64), width: 8)
    var (first, last) = (gray, gray)
    first.caption = "a little green triangle"
    last.caption = "b"
    let text = Chart.images(ImageSheet([first, gray, gray, last], columns: 4)).frame(40, 5).text
    #expect(text.contains("a little green triangle"))
    let pair = Chart.images(ImageSheet([first, last, gray, gray], columns: 4)).frame(40, 5).text
    #expect(pair.contains("a littl…") || pair.contains("a lit…"))
    #expect(pair.contains("b"))
  }

  @Test("Numbers that are not finite are dark and counted, wrong shapes are cut")
  func odd() {
    let image = ImageSheet.Image([.nan, .infinity, 1, 1, 1] as [Double], width: 2)
    #expect(image.height == 2 && image.notFinite == 2)
    #expect(Chart.images(ImageSheet([image])).frame(40, 12).text.contains("2 not finite"))
    for width in [-3, 0, 1, 7, 1000] {
      let sheet = ImageSheet([.init([0, 1, 2] as [Double], width: width, range: nil)])
      for size in 1...12 { _ = Chart.images(sheet).frame(3 * size, size) }
    }
    let huge = ImageSheet.Image([-4e307, 4e307, 0, 1] as [Double], width: 2, map: .diverging)
    #expect(
      huge.levels.first
        == ImageSheet.Image([-1, 1] as [Double], width: 2, map: .diverging).levels[0])
  }

  @Test("A picture whose levels are not those of its pixels is refused")
  func broken() throws {
    let json = try String(
      decoding: JSONEncoder().encode(ImageSheet.Image([1, 1] as [Double], width: 2)), as: UTF8.self)
    for (good, bad) in [("\"width\":2", "\"width\":3"), ("\"height\":1", "\"height\":-1")] {
      #expect(json.contains(good))
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(
          ImageSheet.Image.self, from: Data(json.replacing(good, with: bad).utf8))
      }
    }
  }

  @Test("Right, wrong and doubtful differ without colour")
  func verdicts() {
    for canvas in ChartStyle.Canvas.allCases {
      let text = Chart.images(Fixtures.verdicts).frame(72, 34, canvas, hasColor: false).text
      let signs = Signs.of(canvas == .ascii ? .ascii : .unicode).verdicts
      for (sign, name) in zip(signs, ["ring", "bar", "bar"]) { #expect(text.contains(sign + name)) }
    }
  }
}
