import Cells
import Charts
import Glibc

/// What stdout can show.
struct OutputTraits: Hashable {
  /// In columns.
  var width: Int
  var hasColor: Bool
  /// Whether colours of pictures come through as they are.
  var isTrueColor: Bool
  /// Whether what was written can be overwritten: a terminal that is not dumb.
  var canRedraw: Bool
  var glyphs: GlyphSet
  var canvas: ChartStyle.Canvas

  /// How charts are drawn on it.
  var chartStyle: ChartStyle {
    ChartStyle(canvas: canvas, glyphs: glyphs, palette: Palette(hasColor: hasColor))
  }

  /// - Parameters:
  ///   - width: The width asked for.
  ///   - color: The value of `--color`.
  ///   - isPlain: Whether escape sequences are unwanted.
  /// - Throws: `UsageError` for another kind of colour.
  init(width: Int?, color: String?, isPlain: Bool) throws(UsageError) {
    let isTerminal = isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
    canRedraw = isTerminal && !isPlain
    self.width = width ?? Self.terminalWidth ?? environment("COLUMNS").flatMap { Int($0) } ?? 80
    switch color ?? "auto" {
    case "auto": hasColor = canRedraw && environment("NO_COLOR") == nil
    case "never": hasColor = false
    case "256", "truecolor": hasColor = !isPlain
    case let other:
      throw .refused(
        RunOptions.color, other, allowed: RunOptions.color.value ?? "")
    }
    let colorTerm = environment("COLORTERM")
    isTrueColor =
      color == "truecolor" || color != "256" && (colorTerm == "truecolor" || colorTerm == "24bit")
    glyphs = Self.isUTF8 ? .unicode : .ascii
    // The Linux console's font has no braille.
    canvas = Self.isUTF8 && environment("TERM") != "linux" ? .braille : .ascii
  }

  private static var terminalWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the locale is UTF-8; a bare container's, unset or `C`, is taken for `C.UTF-8`.
  private static var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first ?? "C"
    if locale == "C" || locale == "POSIX" { return true }
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
