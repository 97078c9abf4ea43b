import Cells

extension Frame {
  /// The rows, each with its escape sequences where `hasColor`, else as bare text.
  func lines(hasColor: Bool) -> [String] {
    if !hasColor {
      return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    return (0..<size.height).map { y in
      var line = ""
      var style = Style.standard
      for x in 0..<size.width {
        let cell = self[x, y]
        if cell.style != style {
          line += cell.style.escapeSequence
          style = cell.style
        }
        line += cell.glyph
      }
      return style == .standard ? line : line + Style.standard.escapeSequence
    }
  }
}

extension Style {
  /// Select Graphic Rendition (ECMA-48), from a fresh start.
  fileprivate var escapeSequence: String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.italic) { codes.append("3") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    if case .indexed(let color) = foreground { codes += ["38", "5", "\(color)"] }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}
