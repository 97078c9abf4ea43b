/// The ASCII glyph that looks most like each set of dots: height and slope of the line in a cell.
let asciiGlyphs: [String] = (0..<256).map { mask in
  let left = (0..<4).filter { UInt8(mask) & brailleDot(0, $0) != 0 }
  let right = (0..<4).filter { UInt8(mask) & brailleDot(1, $0) != 0 }
  let dots = left + right
  guard let top = dots.min(), let bottom = dots.max() else { return " " }
  if !left.isEmpty, !right.isEmpty, bottom - top >= 2 {
    let rise = mean(left) - mean(right)
    if rise >= 1 { return "/" }
    if rise <= -1 { return "\\" }
  }
  if bottom - top >= 2 { return "|" }
  switch mean(dots) {
  case ..<0.75: return "'"
  case ...2.25: return "-"
  default: return dots.count == 1 ? "." : "_"
  }
}

/// The glyph of the curve number `index` where several share an ASCII canvas.
func asciiSeriesGlyph(_ index: Int) -> String {
  let glyphs = ["*", "+", "o", "x", "#", "@", "%", "="]
  return glyphs[index % glyphs.count]
}

private func mean(_ rows: [Int]) -> Double { Double(rows.reduce(0, +)) / Double(rows.count) }
