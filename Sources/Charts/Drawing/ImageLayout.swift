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
  ///
  /// Pictures without a line below them would run into those of the next row: an empty row between them
  /// is worth more than their size, as long as each pixel has a cell's half.
  init(
    _ sheet: ImageSheet, in size: Size, _ style: ChartStyle, upscales: Bool = true, zoom: Int = 0
  ) {
    let widest = sheet.images.map(\.width).max() ?? 0
    let highest = sheet.images.map(\.height).max() ?? 0
    let large = upscales ? (1...12).reversed().map { Scale.larger($0) } : [.larger(1)]
    // Of small pictures each pixel counts; of large ones the grays do.
    let dots: [Scale] = style.usesBraille ? [.dots] : []
    let small =
      widest > 12 ? (2...16).filter { widest / $0 >= 10 }.map { Scale.smaller($0) } : dots
    let scales = large + small
    func layout(_ scale: Scale, hasGaps: Bool) -> ImageLayout {
      ImageLayout(
        sheet, in: size, scale: scale, hasGaps: hasGaps, widest: widest, highest: highest, style)
    }
    let touching = scales.map { layout($0, hasGaps: false) }
    let apart = scales.map { layout($0, hasGaps: true) }
    func fitting(_ layouts: some Sequence<ImageLayout>) -> ImageLayout? {
      layouts.first { $0.shown == sheet.images.count }
    }
    let separate = touching[0].hasCaptions ? nil : fitting(apart.prefix(large.count))
    let fit =
      separate ?? fitting(zip(apart, touching).flatMap { [$0, $1] }) ?? touching[scales.count - 1]
    let place = scales.firstIndex(of: fit.scale) ?? 0
    let first = min(place, touching.firstIndex { $0.shown > 0 } ?? place)
    let wanted = max(first, place - zoom)
    self = wanted == place ? fit : apart[wanted]
    largestZoom = place - first
  }

  private init(
    _ sheet: ImageSheet, in size: Size, scale: Scale, hasGaps: Bool, widest: Int, highest: Int,
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
    rowGap = hasGaps ? 1 : 0
    let isWhole = picture.width <= size.width && needed * (whole + rowGap) - rowGap <= size.height
    // One line says how many are left out.
    let room = ((isWhole ? size.height : size.height - 1) + rowGap) / max(1, whole + rowGap)
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
