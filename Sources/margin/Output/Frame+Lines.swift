import Cells

extension Frame {
  /// The rows, each with its escape sequences where `hasColor`, else as bare text; colours of pictures
  /// as they are where `isTrueColor`, else as the nearest of 256.
  func lines(hasColor: Bool, isTrueColor: Bool = false) -> [String] {
    if !hasColor {
      return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    return (0..<size.height).map { y in
      var line = ""
      var style = Style.standard
      for x in 0..<size.width {
        let cell = self[x, y]
        if cell.style != style {
          line += cell.style.escapeSequence(isTrueColor)
          style = cell.style
        }
        line += cell.glyph
      }
      return style == .standard ? line : line + Style.standard.escapeSequence(isTrueColor)
    }
  }
}

extension StyledText {
  /// The text, with its escape sequences where `hasColor`.
  func line(hasColor: Bool, isTrueColor: Bool = false) -> String {
    guard hasColor else { return plain }
    var line = ""
    var style = Style.standard
    for run in runs where !run.text.isEmpty {
      if run.style != style { line += run.style.escapeSequence(isTrueColor) }
      style = run.style
      line += run.text
    }
    return style == .standard ? line : line + Style.standard.escapeSequence(isTrueColor)
  }
}

extension Style {
  /// Select Graphic Rendition (ECMA-48), from a fresh start.
  fileprivate func escapeSequence(_ isTrueColor: Bool) -> String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.italic) { codes.append("3") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += foreground.codes("38", isTrueColor) + background.codes("48", isTrueColor)
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension Color {
  /// What follows `kind`, which says whether it is the glyph's colour or the one behind it.
  fileprivate func codes(_ kind: String, _ isTrueColor: Bool) -> [String] {
    if isTrueColor, case .rgb(let red, let green, let blue) = self {
      return [kind, "2", "\(red)", "\(green)", "\(blue)"]
    }
    return nearestIndex.map { [kind, "5", "\($0)"] } ?? []
  }
}
