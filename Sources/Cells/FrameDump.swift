extension Frame {
  /// The glyphs as lines of text, without blanks at their ends: what a golden file holds.
  public var text: String {
    lines { $0.glyph }
  }

  /// The styles as lines of letters, `.` for the standard one, and below them what each letter means.
  public var styleDump: String {
    var letters: [Style: Character] = [.standard: "."]
    var legend: [String] = []
    let names = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    for cell in cells where letters[cell.style] == nil {
      let name = legend.count < names.count ? names[legend.count] : "?"
      letters[cell.style] = name
      legend.append("\(name) \(cell.style.description)")
    }
    return ([lines { String(letters[$0.style] ?? "?") }] + legend).joined(separator: "\n")
  }

  private func lines(_ symbol: (Cell) -> String) -> String {
    (0..<size.height).map { y in
      var line = cells[y * size.width..<(y + 1) * size.width].map(symbol).joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension Style: CustomStringConvertible {
  /// The style in words, such as `33 bold reverse` or `standard`.
  public var description: String {
    var words: [String] = []
    if let name = foreground.name { words.append(name) }
    if let name = background.name { words.append("on \(name)") }
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    words += names.filter { attributes.contains($0.0) }.map(\.1)
    return words.isEmpty ? "standard" : words.joined(separator: " ")
  }
}

extension Color {
  /// Its number, or its red, green and blue; nil for the user's own.
  fileprivate var name: String? {
    switch self {
    case .standard: nil
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue): "\(red)/\(green)/\(blue)"
    }
  }
}
