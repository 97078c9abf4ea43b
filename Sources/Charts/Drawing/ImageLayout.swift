internal import Cells

/// How large the pictures of a sheet are drawn, and where.
struct ImageLayout {
  /// How pixels become cells.
  enum Scale: Hashable {
    /// So many pixels wide and high for each of the picture.
    case larger(Int)
    /// One pixel for so many in a row and in a column.
    case smaller(Int)
    /// A dot of braille for each pixel.
    case dots
  }

  let scale: Scale
  /// Pictures in a row.
  let columns: Int
  /// Rows of pictures that are shown.
  let rows: Int
  /// The cells of the largest picture.
  let picture: Size
  /// The columns from one picture to the next.
  let stride: Int
  let hasCaptions: Bool
  private let sheet: ImageSheet
  /// How many steps larger than what fits it can be.
  private(set) var largestZoom = 0

  /// Pictures that are shown.
  var shown: Int { min(sheet.images.count, rows * columns) }
  /// The rows from one picture to the next.
  var rise: Int { picture.height + (hasCaptions ? 1 : 0) + rowGap }
  /// The rows of cells of the whole sheet, without a line that counts the rest.
  var height: Int { rows * rise - rowGap }
  private let rowGap: Int

  /// The largest scale at which all pictures of `sheet` fit into `size`, else the smallest; or one that
  /// is `zoom` steps larger, as far as one picture fits.
  init(
    _ sheet: ImageSheet, in size: Size, _ style: ChartStyle, upscales: Bool = true, zoom: Int = 0
  ) {
    let widest = sheet.images.map(\.width).max() ?? 0
    let highest = sheet.images.map(\.height).max() ?? 0
    var scales: [Scale] = upscales ? (1...12).reversed().map { .larger($0) } : [.larger(1)]
    // Of small pictures each pixel counts; of large ones the grays do.
    if widest > 12 {
      scales += (2...16).filter { widest / $0 >= 10 }.map { .smaller($0) }
    } else if style.usesBraille {
      scales.append(.dots)
    }
    let layouts = scales.lazy.map {
      ImageLayout(sheet, in: size, scale: $0, widest: widest, highest: highest, style)
    }
    let fitting =
      layouts.firstIndex { $0.shown == sheet.images.count }
      ?? layouts.index(before: layouts.endIndex)
    let smallest = layouts.firstIndex { $0.shown > 0 } ?? fitting
    self = layouts[max(min(fitting, smallest), fitting - zoom)]
    largestZoom = fitting - min(fitting, smallest)
  }

  private init(
    _ sheet: ImageSheet, in size: Size, scale: Scale, widest: Int, highest: Int,
    _ style: ChartStyle
  ) {
    self.scale = scale
    self.sheet = sheet
    picture = Self.cells(width: widest, height: highest, scale)
    let captions = sheet.images.map { displayWidth(of: $0.line(style)) }.max() ?? 0
    let wanted = captions > 0 && size.height >= 3
    hasCaptions = wanted
    let tile = max(1, max(picture.width, wanted ? min(captions, max(6, picture.width)) : 0))
    stride = tile + 1
    let most = max(1, (size.width + 1) / stride)
    let count = max(1, sheet.images.count)
    columns = min(count, sheet.columns.map { max(1, min($0, most)) } ?? most)
    let needed = (count + columns - 1) / columns
    let whole = picture.height + (wanted ? 1 : 0)
    rowGap = scale != .dots && needed * (whole + 1) - 1 <= size.height ? 1 : 0
    let isWhole = picture.width <= size.width && needed * whole <= size.height
    // One line says how many are left out.
    let room = (isWhole ? size.height : size.height - 1) / max(1, whole)
    rows = picture.width <= size.width ? max(0, min(needed, room)) : 0
  }

  /// The cells that a picture takes.
  static func cells(width: Int, height: Int, _ scale: Scale) -> Size {
    switch scale {
    case .larger(let factor): Size(width: width * factor, height: (height * factor + 1) / 2)
    case .smaller(let divisor):
      Size(
        width: (width + divisor - 1) / divisor, height: ((height + divisor - 1) / divisor + 1) / 2)
    case .dots: Size(width: (width + 1) / 2, height: (height + 3) / 4)
    }
  }
}

extension ImageSheet.Image {
  /// What stands below the picture.
  func line(_ style: ChartStyle) -> String {
    let sign = verdict.map { style.words.signs.verdict($0) } ?? ""
    let lost = notFinite > 0 ? style.words.notFinite(notFinite) : ""
    return [sign + caption, lost].filter { $0 != "" }.joined(separator: " ")
  }
}
