/// What an operator holds.
enum Binding {
  /// Its right side: where a line must end in a long chain, it ends before the operator.
  case close
  /// Both its sides.
  case loose
}

/// The parts of `text` that are read in one go: `K = 3`, `150 朵`, `0.36 nats`, `(0.80, 0.45)`.
///
/// Parts that touch are one.
func cohesivePieces(of text: [Character], _ binding: Binding) -> [Range<Int>] {
  let words = words(of: text)
  var pieces = shortLists(in: text)
  for (left, right) in zip(words, words.dropFirst()) {
    let gap = text[left.upperBound..<right.lowerBound]
    if gap.allSatisfy(\.isBreakingSpace), holdTogether(text[left], text[right], binding) {
      pieces.append(left.lowerBound..<right.upperBound)
    }
  }
  pieces += hanMeasures(in: text)
  for index in text.indices.dropFirst() where areOneWord(text[index - 1], text[index]) {
    pieces.append(index - 1..<index + 1)
  }
  return pieces.joiningOverlaps()
}

/// The runs without a blank, those of Chinese cut after each character that a line may end after.
private func words(of text: [Character]) -> [Range<Int>] {
  var words: [Range<Int>] = []
  for (index, character) in text.enumerated() {
    if character.isBreakingSpace || character.isNewline { continue }
    if let last = words.last, last.upperBound == index,
      !mayBreak(between: text[index - 1], and: character)
    {
      words[words.count - 1] = last.lowerBound..<index + 1
    } else {
      words.append(index..<index + 1)
    }
  }
  return words
}

/// Whether no line ends at the blank between `left` and `right`: an operator and its sides, a number
/// and its unit or, in Chinese, its measure word.
private func holdTogether(
  _ left: ArraySlice<Character>, _ right: ArraySlice<Character>, _ binding: Binding
) -> Bool {
  // A formula has no-break spaces in its parts.
  if let last = left.split(separator: "\u{A0}").last, operators.contains(String(last)) {
    return true
  }
  if let first = right.split(separator: "\u{A0}").first, operators.contains(String(first)) {
    return binding == .loose
  }
  guard let last = left.last, let first = right.first else { return false }
  if right.elementsEqual("…") { return last.isDigit && binding == .loose }
  if left.elementsEqual("…") { return first.isDigit }
  if counted.contains(String(left)) || "第图表式例".contains(last) { return first.isNumber }
  let word = right.prefix { $0.isLetter || "%°$€£¥".contains($0) }
  let isWhole = right.dropFirst(word.count).allSatisfy(\.isPunctuation)
  return last.isDigit && (first.isHan || isWhole && units.contains(String(word)))
}

/// Whether no line ends between neighbours without a blank: a number and its measure word, 第 and
/// its number, full-width digits and letters.
private func areOneWord(_ left: Character, _ right: Character) -> Bool {
  left.isDigit && right.isHan || left == "第" && right.isNumber
    || left.isFullWidthWord && right.isFullWidthWord
}

/// Numbers with a unit of several Han characters.
private func hanMeasures(in text: [Character]) -> [Range<Int>] {
  text.indices.compactMap { index in
    guard text[index].isDigit else { return nil }
    let rest = text[(index + 1)...].drop(while: \.isBreakingSpace)
    let unit = hanUnits.first { rest.starts(with: $0) }
    return unit.map { index..<rest.startIndex + $0.count }
  }
}

/// Brackets around a few numbers or letters with commas between them.
private func shortLists(in text: [Character]) -> [Range<Int>] {
  var pairs: [Range<Int>] = []
  var start: Int?
  for (index, character) in text.enumerated() {
    if "([{（［｛".contains(character) {
      start = index
    } else if character.isNewline {
      start = nil
    } else if ")]}）］｝".contains(character), let opened = start {
      if isShortList(text[(opened + 1)..<index]) { pairs.append(opened..<index + 1) }
      start = nil
    }
  }
  return pairs
}

private func isShortList(_ text: ArraySlice<Character>) -> Bool {
  let items = text.split { ",，、;；".contains($0) || $0.isBreakingSpace }
  return (2...4).contains(items.count)
    && items.allSatisfy { $0.contains(where: \.isNumber) || $0.count <= 3 }
    && !text.contains(where: \.isHan)
}

/// A dash or a middle dot between blanks parts words rather than joining them.
private let operators: Set<String> = [
  "=", "<", ">", "≤", "≥", "≪", "≫", "≠", "≈", "≡", "∝", "∼", "~", "⪯", "⪰", "±", "+", "−", "×",
  "÷",
  "/", "⋅", "∘", "∧", "∨", "→", "←", "↦", "∈", "∉", "⊂", "⊆", "⇒", "⇔", "<=", ">=", "!=", "->",
  ":=",
  "＝", "＋", "－", "＜", "＞",
]

/// What a number follows.
private let counted: Set<String> = [
  "§", "No.", "no.", "p.", "pp.", "Fig.", "fig.", "Eq.", "eq.", "ch.",
]

private let units: Set<String> = [
  "nat", "nats", "bit", "bits", "ms", "s", "min", "h", "Hz", "kHz", "MHz", "GHz", "B", "KB", "kB",
  "MB", "GB", "KiB", "MiB", "GiB", "mm", "cm", "m", "km", "g", "kg", "°C", "%", "$", "€", "£",
  "¥",
]

private let hanUnits = [
  "奈特", "比特", "字节", "纳米", "微米", "毫米", "厘米", "公里", "千米", "微秒", "毫秒", "秒钟", "分钟", "小时", "赫兹",
  "千克", "公斤", "摄氏度",
]

extension Character {
  fileprivate var isDigit: Bool { isWholeNumber && !isHan }

  fileprivate var isHan: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    return 0x4E00...0x9FFF ~= scalar || 0x3400...0x4DBF ~= scalar || 0x20000...0x3FFFF ~= scalar
  }

  fileprivate var isFullWidthWord: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    return scalar == 0xFF0E || 0xFF10...0xFF19 ~= scalar || 0xFF21...0xFF3A ~= scalar
      || 0xFF41...0xFF5A ~= scalar
  }
}

extension [Range<Int>] {
  /// In order, with those that share an element made one.
  fileprivate func joiningOverlaps() -> [Range<Int>] {
    sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last, last.upperBound > range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }
}
