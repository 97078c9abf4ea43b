/// What is looked for, and where it was found.
struct Search: Hashable, Sendable {
  private(set) var query = ""
  private(set) var count = 0
  /// Bytes of every line that match; empty while nothing is looked for.
  private(set) var matches: [[Range<Int>]] = []
  /// Where the cursor was when the search began.
  var origin = TextPosition.start

  mutating func begin(_ query: String, in lines: [String]) {
    self.query = query
    matches = query.isEmpty ? [] : lines.map(ranges)
    count = matches.reduce(0) { $0 + $1.count }
  }

  /// Looks again where the lines `old` were replaced by the lines `new` of the text.
  mutating func update(
    replacing old: ClosedRange<Int>, by new: ClosedRange<Int>, of lines: [String]
  ) {
    guard !query.isEmpty else { return }
    let found = lines[new].map(ranges)
    count += found.reduce(0) { $0 + $1.count } - matches[old].reduce(0) { $0 + $1.count }
    matches.replaceSubrange(old, with: found)
  }

  /// The first match at or after `position`, else the first of all.
  func match(from position: TextPosition) -> Range<TextPosition>? {
    guard count > 0 else { return nil }
    for line in position.line..<matches.count {
      let found = matches[line].first { line > position.line || $0.lowerBound >= position.offset }
      if let found { return TextPosition.range(found, ofLine: line) }
    }
    return match(from: .start)
  }

  /// The last match before `position`, else the last of all.
  func match(before position: TextPosition) -> Range<TextPosition>? {
    guard count > 0 else { return nil }
    for line in stride(from: position.line, through: 0, by: -1) {
      let found = matches[line].last { line < position.line || $0.lowerBound < position.offset }
      if let found { return TextPosition.range(found, ofLine: line) }
    }
    return match(before: TextPosition(line: matches.count - 1, offset: .max))
  }

  /// Which match `selection` is, from 1; nil if it is none.
  func number(of selection: Range<TextPosition>) -> Int? {
    let start = selection.lowerBound
    guard start.line < matches.count,
      let index = matches[start.line].firstIndex(where: {
        TextPosition.range($0, ofLine: start.line) == selection
      })
    else { return nil }
    return matches[..<start.line].reduce(0) { $0 + $1.count } + index + 1
  }

  /// Matches of a line, none within another, none that cuts a character.
  private func ranges(of line: String) -> [Range<Int>] {
    let isExact = query.utf8.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
    let sought = Array(query.utf8)
    let bytes = line.utf8.map { isExact ? $0 : $0.lowercased }
    guard bytes.count >= sought.count, let first = sought.first else { return [] }
    var found: [Range<Int>] = []
    var start = 0
    while start + sought.count <= bytes.count {
      let end = start + sought.count
      if bytes[start] == first && bytes[start..<end] == sought[...]
        && line.isBoundary(start) && line.isBoundary(end)
      {
        found.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return found
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self + 32 : self
  }
}
