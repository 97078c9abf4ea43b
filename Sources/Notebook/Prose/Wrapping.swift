import Cells

/// `text` in lines of at most `width` columns.
///
/// Lines break at blanks, which are dropped there, and beside Han characters, but not before a
/// closing mark nor after an opening one. A word longer than a line is cut; a double-width
/// character is left out where the width is 1.
func wrap(_ text: StyledText, width: Int) -> [StyledText] {
  var wrapping = Wrapping(width: max(1, width))
  for run in text.runs {
    for character in run.text { wrapping.add(character, run.style) }
  }
  return wrapping.finished()
}

private struct Wrapping {
  private struct Piece {
    var character: Character
    var style: Style
    var width: Int
  }

  let width: Int
  private var lines: [StyledText] = []
  private var line: [Piece] = []
  private var lineWidth = 0
  /// The length of `line` up to the last place where it may break.
  private var breakCount = 0

  init(width: Int) { self.width = width }

  mutating func add(_ character: Character, _ style: Style) {
    let columns = displayWidth(of: character)
    guard columns <= width else { return }
    if mayBreak(before: character) { breakCount = line.count }
    if lineWidth + columns > width, character != " " { breakLine() }
    line.append(Piece(character: character, style: style, width: columns))
    lineWidth += columns
  }

  mutating func finished() -> [StyledText] {
    if !line.isEmpty || lines.isEmpty { finish(line[...]) }
    return lines
  }

  private func mayBreak(before character: Character) -> Bool {
    guard let last = line.last?.character, character != " " else { return false }
    if last == " " { return true }
    let isHan = last.isHan || character.isHan
    return isHan && !closing.contains(character) && !opening.contains(last)
  }

  private mutating func breakLine() {
    let count = breakCount > 0 ? breakCount : line.count
    let rest = line[count...]
    finish(line[..<count])
    line = Array(rest)
    lineWidth = line.reduce(0) { $0 + $1.width }
    breakCount = 0
  }

  private mutating func finish(_ pieces: ArraySlice<Piece>) {
    let end = pieces.lastIndex { $0.character != " " }.map { $0 + 1 } ?? pieces.startIndex
    var runs: [StyledText.Run] = []
    for piece in pieces[..<end] {
      if let last = runs.last, last.style == piece.style {
        runs[runs.count - 1].text.append(piece.character)
      } else {
        runs.append(StyledText.Run(String(piece.character), piece.style))
      }
    }
    lines.append(StyledText(runs))
  }
}

/// What may not begin a line.
private let closing: Set<Character> = [
  "，", "。", "、", "；", "：", "？", "！", "）", "》", "〉", "」", "』", "】", "”", "’", "…", "—", "·",
  ",", ".", ";", ":", "?", "!", ")", "]", "}", "%",
]

/// What may not end a line.
private let opening: Set<Character> = ["（", "《", "〈", "「", "『", "【", "“", "‘", "(", "[", "{"]

extension Character {
  fileprivate var isHan: Bool { unicodeScalars.first?.isHan ?? false }
}
