/// What a line begins.
enum BlockStart {
  case heading(level: Int, text: Scalars)
  case rule
  case fence(Fence)
  case formula
  case comment
  case quote
  case item(ListMarker)
  case text

  init(_ line: Scalars, depth: Int) {
    let text = line.trimmed
    self = .text
    guard line.indent <= 3, let first = text.first else { return }
    let mayNest = depth < BlockParser.maximumDepth
    switch first {
    case "#":
      if let (level, title) = headingParts(of: text) { self = .heading(level: level, text: title) }
    case "`", "~":
      if let fence = Fence(line) { self = .fence(fence) }
    case "$" where text.continues(with: "$$", at: text.startIndex):
      self = .formula
    case "<" where text.continues(with: "<!--", at: text.startIndex):
      self = .comment
    case ">" where mayNest:
      self = .quote
    default:
      if isRule(text) {
        self = .rule
      } else if mayNest, let marker = ListMarker(line) {
        self = .item(marker)
      }
    }
  }
}

/// `## Title ##` without its marks.
private func headingParts(of text: Scalars) -> (level: Int, text: Scalars)? {
  let level = text.runLength(at: text.startIndex)
  let title = text.dropFirst(level)
  guard level <= 6, title.first?.isBlank ?? true else { return nil }
  let closing = title.reversed().prefix { $0 == "#" }.count
  let opened = title.dropLast(closing)
  return (level, (opened.last?.isBlank ?? true ? opened : title).trimmed)
}

/// Three or more of one mark and nothing else.
private func isRule(_ text: Scalars) -> Bool {
  guard let mark = text.first, mark == "-" || mark == "*" || mark == "_" else { return false }
  let marks = text.filter { !$0.isBlank }
  return marks.count >= 3 && marks.allSatisfy { $0 == mark }
}

/// The line that opens a block of code.
struct Fence {
  let mark: Unicode.Scalar
  let length: Int
  let indent: Int
  /// What stands after the mark: the language, or `kernel NAME`.
  let info: String

  init?(_ line: Scalars) {
    let text = line.trimmed
    guard let mark = text.first else { return nil }
    let length = text.runLength(at: text.startIndex)
    let info = text.dropFirst(length).trimmed
    guard length >= 3, mark != "`" || !info.contains("`") else { return nil }
    self.mark = mark
    self.length = length
    self.indent = line.indent
    self.info = info.string
  }

  /// The shortest line that ends the block.
  var closing: String { String(repeating: Character(mark), count: length) }

  func isClosed(by line: Scalars) -> Bool {
    let text = line.trimmed
    return line.indent <= 3 && text.count >= length && text.allSatisfy { $0 == mark }
  }
}

/// The bullet or number that begins a list item.
struct ListMarker {
  /// `-`, `*`, `+`, or what follows the number: `.` or `)`.
  let mark: Unicode.Scalar
  /// Nil for a bullet.
  let number: Int?
  /// The column in which the item's text begins.
  let offset: Int

  init?(_ line: Scalars) {
    let text = line.drop { $0 == " " }
    let digits = text.prefix { $0.isDigit }
    let tail = text.dropFirst(digits.count)
    guard let mark = tail.first, digits.count <= 9 else { return nil }
    guard digits.isEmpty ? "-*+".unicodeScalars.contains(mark) : mark == "." || mark == ")" else {
      return nil
    }
    let content = tail.dropFirst()
    guard content.first?.isBlank ?? true else { return nil }
    self.mark = mark
    number = Int(digits.string)
    let blanks = content.isBlank ? 1 : content.prefix { $0 == " " }.count
    offset = line.indent + digits.count + 1 + (blanks > 4 ? 1 : blanks)
  }

  /// Whether an item with this marker goes on with the list that `other` began.
  func belongs(with other: ListMarker) -> Bool {
    mark == other.mark && (number == nil) == (other.number == nil)
  }
}
