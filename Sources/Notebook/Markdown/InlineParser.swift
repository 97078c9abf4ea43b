/// The pieces of a paragraph, heading or table cell.
func inlines(of text: Scalars) -> [Inline] {
  var parser = InlineParser(text: text)
  return parser.parse()
}

/// Reads from left to right; what may turn out to be emphasis or a link waits in `nodes`.
private struct InlineParser {
  let text: Scalars
  private var index: Int
  private var nodes = InlineNodes()
  /// Closing marks that were sought in vain: a later search would fail again.
  private var missing: Set<String> = []

  init(text: Scalars) {
    self.text = text
    index = text.startIndex
  }

  mutating func parse() -> [Inline] {
    while index < text.endIndex { step() }
    return nodes.finished()
  }

  private mutating func step() {
    let scalar = text[index]
    switch scalar {
    case "\\": escape()
    case "\n": softBreak()
    case "`": code()
    case "$": formula()
    case "*", "_": emphasis(scalar)
    case "[": open("[")
    case "!" where text.continues(with: "![", at: index): open("![")
    case "]": closeBracket()
    case "<": angle()
    default: literal(max(1, text[index...].prefix { !$0.isMark }.count))
    }
  }

  private mutating func literal(_ count: Int) {
    nodes.append(text[index..<(index + count)])
    index += count
  }

  private mutating func open(_ mark: String) {
    nodes.openBracket(mark)
    index += mark.unicodeScalars.count
  }

  /// A mark after a backslash stands for itself; a line's end after one is kept.
  private mutating func escape() {
    guard index + 1 < text.endIndex else { return literal(1) }
    let next = text[index + 1]
    if next == "\n" {
      nodes.append(.lineBreak)
    } else if next.isPunctuation {
      nodes.append(text[(index + 1)...(index + 1)])
    } else {
      return literal(1)
    }
    index += 2
  }

  /// Two blanks before a line's end keep it; else it is a blank, or nothing where Chinese has none.
  private mutating func softBreak() {
    let blanks = nodes.trimTrailingBlanks()
    if blanks >= 2 {
      nodes.append(.lineBreak)
    } else if !joinsLines(text[..<index], text[(index + 1)...]) {
      nodes.append([" "])
    }
    index += 1
  }

  /// The place of `mark` at or after `start`.
  private mutating func closing(_ mark: String, from start: Int) -> Int? {
    guard start <= text.endIndex, !missing.contains(mark) else { return nil }
    let end = text.firstIndex(of: mark, from: start)
    if end == nil { missing.insert(mark) }
    return end
  }

  private mutating func code() {
    let length = text.runLength(at: index)
    var start = index + length
    let mark = String(repeating: "`", count: length)
    while let end = closing(mark, from: start) {
      let run = text.runLength(at: end)
      if run == length {
        var code = text[(index + length)..<end].map { $0 == "\n" ? " " : $0 }[...]
        if code.first == " ", code.last == " ", !code.isBlank { code = code.dropFirst().dropLast() }
        nodes.append(.code(code.string))
        index = end + length
        return
      }
      start = end + run
    }
    missing.insert(mark)
    literal(length)
  }

  /// As pandoc: a formula's text touches both marks, and no digit follows the closing one.
  private mutating func formula() {
    let mark = text.continues(with: "$$", at: index) ? "$$" : "$"
    let start = index + mark.unicodeScalars.count
    if let end = formulaEnd(mark, from: start) {
      let tex = text[start..<end].map { $0 == "\n" ? " " : $0 }[...]
      nodes.append(.formula(tex.trimmed.string))
      index = end + mark.unicodeScalars.count
    } else {
      literal(mark.unicodeScalars.count)
    }
  }

  private mutating func formulaEnd(_ mark: String, from start: Int) -> Int? {
    var end = start
    while end < text.endIndex, !missing.contains(mark) {
      if text[end] == "\\" {
        end += 2
      } else if text[end] != "$" {
        end += 1
      } else if mark == "$" {
        return isFormula(start..<end) ? end : nil
      } else if end > start, text.continues(with: mark, at: end) {
        return end
      } else {
        end += 1
      }
    }
    missing.insert(mark)
    return nil
  }

  private func isFormula(_ range: Range<Int>) -> Bool {
    guard let first = text[range].first, let last = text[range].last else { return false }
    let isDigitNext = text[range.upperBound...].dropFirst().first?.isDigit ?? false
    return !first.isBlank && !last.isBlank && !isDigitNext
  }

  private mutating func emphasis(_ mark: Unicode.Scalar) {
    let length = text.runLength(at: index)
    let before = index > text.startIndex ? text[index - 1] : " "
    let after = index + length < text.endIndex ? text[index + length] : " "
    let isInsideWord = mark == "_" && before.isWord && after.isWord
    nodes.appendDelimiter(
      mark, count: length,
      canOpen: !after.isBlank && !isInsideWord && !(mark == "_" && before.isWord),
      canClose: !before.isBlank && !isInsideWord && !(mark == "_" && after.isWord))
    index += length
  }

  /// `](address)` makes a link of what stands since the bracket was opened.
  private mutating func closeBracket() {
    guard nodes.hasOpenBracket, text.continues(with: "](", at: index),
      let end = addressEnd(from: index + 2)
    else {
      nodes.dropBracket()
      return literal(1)
    }
    let address = text[(index + 2)..<end].trimmed
    nodes.closeLink(address: address.string)
    index = end + 1
  }

  /// The parenthesis that closes an address; those inside it come in pairs.
  private func addressEnd(from start: Int) -> Int? {
    var depth = 0
    for end in start..<text.endIndex {
      switch text[end] {
      case "(": depth += 1
      case ")" where depth == 0: return end
      case ")": depth -= 1
      case "\n": return nil
      default: break
      }
    }
    return nil
  }

  /// A comment, which is dropped, or an address such as `<https://…>`.
  private mutating func angle() {
    if text.continues(with: "<!--", at: index), let end = closing("-->", from: index + 4) {
      index = end + 3
      return
    }
    let address = text[(index + 1)...].prefix { $0 != ">" && !$0.isBlank && $0 != "<" }
    guard address.endIndex < text.endIndex, text[address.endIndex] == ">",
      address.string.hasPrefix("http://") || address.string.hasPrefix("https://")
    else { return literal(1) }
    nodes.append(.link([.text(address.string)], address: address.string))
    index = address.endIndex + 1
  }
}

extension Unicode.Scalar {
  /// Whether the parser looks at this scalar at all; anything else is text.
  fileprivate var isMark: Bool {
    switch self {
    case "\\", "\n", "`", "$", "*", "_", "[", "]", "!", "<": true
    default: false
    }
  }
}
