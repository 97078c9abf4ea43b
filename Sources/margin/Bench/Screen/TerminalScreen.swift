internal import Cells

/// What a terminal shows after the bytes that a program wrote: text without its styles.
///
/// It knows what ncurses uses of xterm, and answers questions as xterm does.
struct TerminalScreen {
  let size: Size
  /// Row by row; a double-width glyph is followed by an empty text.
  private(set) var rows: [[String]]
  /// What the terminal has to say in return.
  private(set) var answers: [UInt8] = []

  private var x = 0
  private var y = 0
  private var saved = Point(x: 0, y: 0)
  private var scrolling: Range<Int>
  private var lastGlyph: Unicode.Scalar = " "
  /// What has come of a sequence or a character that is not whole yet.
  private var pending: [UInt8] = []

  init(_ size: Size) {
    self.size = size
    rows = Array(repeating: Self.blank(size.width), count: size.height)
    scrolling = 0..<size.height
  }

  private static func blank(_ width: Int) -> [String] { Array(repeating: " ", count: width) }

  /// The screen as text, a line a row.
  var text: String {
    rows.map { row in
      String(row.joined().reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// A row as text.
  func line(_ y: Int) -> String { rows.indices.contains(y) ? rows[y].joined() : "" }

  /// Takes the answers, which are then forgotten.
  mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  /// Shows what `bytes` say; what is incomplete waits for the rest.
  mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    var rest = pending[...]
    while let first = rest.first {
      let former = rest
      let isWhole =
        switch first {
        case 0x1B: takeEscape(&rest)
        case 0..<0x20, 0x7F: takeControl(&rest)
        default: takeCharacter(&rest)
        }
      guard isWhole else {
        rest = former
        break
      }
    }
    pending = Array(rest)
  }
}

// MARK: - Characters

extension TerminalScreen {
  private mutating func takeControl(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    switch bytes.removeFirst() {
    case 0x08: x = max(0, min(x, size.width - 1) - 1)
    case 0x09: x = min(size.width - 1, (x / 8 + 1) * 8)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: x = 0
    default: break
    }
    return true
  }

  private mutating func takeCharacter(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    let first = bytes[bytes.startIndex]
    let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= count else { return false }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    bytes = bytes.dropFirst(count)
    for scalar in text.unicodeScalars { show(scalar) }
    return true
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    let width = displayWidth(of: Character(scalar))
    guard width > 0 else {
      if x > 0 { rows[y][min(x, size.width) - 1].unicodeScalars.append(scalar) }
      return
    }
    if x + width > size.width {
      x = 0
      lineFeed()
    }
    blankHalves(x..<(x + width))
    rows[y][x] = String(scalar)
    if width == 2 { rows[y][x + 1] = "" }
    lastGlyph = scalar
    x += width
  }

  /// Blanks the half of a double-width glyph whose other half is written over.
  private mutating func blankHalves(_ columns: Range<Int>) {
    if rows[y][columns.lowerBound].isEmpty, columns.lowerBound > 0 {
      rows[y][columns.lowerBound - 1] = " "
    }
    if columns.upperBound < size.width, rows[y][columns.upperBound].isEmpty {
      rows[y][columns.upperBound] = " "
    }
  }

  private mutating func lineFeed() {
    if y == scrolling.upperBound - 1 {
      scroll(scrolling, by: 1)
    } else {
      y = min(y + 1, size.height - 1)
    }
  }

  /// Moves the rows of `range` up by `count`, down where it is negative.
  private mutating func scroll(_ range: Range<Int>, by count: Int) {
    let former = rows
    for row in range {
      let source = row + count
      rows[row] = range.contains(source) ? former[source] : Self.blank(size.width)
    }
  }
}

// MARK: - Sequences

extension TerminalScreen {
  private mutating func takeEscape(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    bytes.removeFirst()
    switch bytes.removeFirst() {
    case UInt8(ascii: "["): return takeControlSequence(&bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"): return takeString(&bytes)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.popFirst() != nil
    case UInt8(ascii: "7"): saved = Point(x: x, y: y)
    case UInt8(ascii: "8"): (x, y) = (saved.x, saved.y)
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "M"):
      if y == scrolling.lowerBound { scroll(scrolling, by: -1) } else { y = max(0, y - 1) }
    default: break
    }
    return true
  }

  /// A string to the terminal, such as one for its clipboard: it ends with BEL or ESC \.
  private func takeString(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    guard let end = bytes.firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) else { return false }
    let length = bytes[end] == 0x07 ? 1 : 2
    guard bytes.endIndex - end >= length else { return false }
    bytes = bytes[(end + length)...]
    return true
  }

  private mutating func takeControlSequence(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    guard let end = bytes.firstIndex(where: { 0x40...0x7E ~= $0 }) else { return false }
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    let final = Character(Unicode.Scalar(bytes[end]))
    bytes = bytes[(end + 1)...]
    let isPrivate = text.first.map { "?>=".contains($0) } ?? false
    let numbers = text.drop { "?>=".contains($0) }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    if isPrivate {
      if text == "?1049", final == "h" { erase(0..<size.height) }
    } else {
      perform(final, numbers)
    }
    return true
  }

  private mutating func perform(_ final: Character, _ numbers: [Int]) {
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch final {
    case "A": y = max(0, y - count)
    case "B": y = min(size.height - 1, y + count)
    case "C": x = min(size.width - 1, x + count)
    case "D": x = max(0, min(x, size.width - 1) - count)
    case "G": x = column(count)
    case "H", "f": (x, y) = (column(numbers.dropFirst().first ?? 1), row(count))
    case "Z": x = max(0, (x - 1) / 8 * 8)
    case "d": y = row(count)
    case "I": x = min(size.width - 1, (x / 8 + count) * 8)
    case "b": for _ in 0..<count { show(lastGlyph) }
    case "m", "h", "l": break
    case "n": answer(first)
    case "r":
      let bottom = numbers.dropFirst().first.flatMap { $0 == 0 ? nil : $0 } ?? size.height
      scrolling = row(count)..<max(row(count) + 1, min(bottom, size.height))
      (x, y) = (0, 0)
    default: change(final, first)
    }
  }

  private func column(_ number: Int) -> Int { min(size.width, max(1, number)) - 1 }
  private func row(_ number: Int) -> Int { min(size.height, max(1, number)) - 1 }

  private mutating func answer(_ question: Int) {
    if question == 5 { answers += Array("\u{1B}[0n".utf8) }
    if question == 6 { answers += Array("\u{1B}[\(y + 1);\(min(x, size.width - 1) + 1)R".utf8) }
  }

  /// Erases, inserts, deletes.
  private mutating func change(_ final: Character, _ number: Int) {
    let x = min(self.x, size.width - 1)
    let count = max(1, number)
    let room = size.width - x
    switch final {
    case "J":
      if number == 0 { eraseColumns(x..<size.width) }
      if number == 1 { eraseColumns(0..<(x + 1)) }
      erase(number == 0 ? (y + 1)..<size.height : number == 1 ? 0..<y : 0..<size.height)
    case "K":
      eraseColumns(number == 0 ? x..<size.width : number == 1 ? 0..<(x + 1) : 0..<size.width)
    case "X": eraseColumns(x..<(x + min(count, room)))
    case "P":
      rows[y].removeSubrange(x..<(x + min(count, room)))
      rows[y] += Self.blank(min(count, room))
    case "@":
      rows[y].insert(contentsOf: Self.blank(min(count, room)), at: x)
      rows[y].removeLast(min(count, room))
    case "L", "M":
      guard scrolling.contains(y) else { break }
      scroll(y..<scrolling.upperBound, by: final == "L" ? -count : count)
    case "S": scroll(scrolling, by: count)
    case "T": scroll(scrolling, by: -count)
    default: break
    }
  }

  private mutating func erase(_ range: Range<Int>) {
    for row in range { rows[row] = Self.blank(size.width) }
  }

  private mutating func eraseColumns(_ columns: Range<Int>) {
    blankHalves(columns)
    for column in columns { rows[y][column] = " " }
  }
}
