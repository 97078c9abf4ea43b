import Cells

extension ProseLayout {
  var isASCII: Bool { glyphs == .ascii }

  var style: ProseStyle { ProseStyle(palette) }

  /// `text` in lines of at most `width` columns.
  func wrapped(_ text: [Inline], width: Int, style: Style = .standard) -> [ProseLine] {
    var lines: [ProseLine] = []
    for part in text.split(whereSeparator: { $0 == .lineBreak }) {
      var flow = ProseFlow(layout: self, width: width)
      flow.append(Array(part), style)
      lines += flow.lines()
    }
    return lines
  }
}

/// The looks of prose.
struct ProseStyle {
  let heading: Style
  let subheading: Style
  let code: Style
  let link: Style
  /// Bullets, bars and rules.
  let mark: Style

  init(_ palette: Palette) {
    heading = palette.accent
    subheading = .bold
    code = palette.string
    link = Style(palette.accent.foreground, .underline)
    mark = palette.secondary
  }
}

/// A paragraph on its way from pieces to lines.
private struct ProseFlow {
  let layout: ProseLayout
  let width: Int
  private var text = StyledText()
  /// The links, each with the number of characters before it that no line break can drop.
  private var links: [(offset: Int, link: ProseLine.Link)] = []

  /// A blank at which no line breaks.
  private static let fixedBlank: Character = "\u{A0}"

  init(layout: ProseLayout, width: Int) {
    self.layout = layout
    self.width = width
  }

  mutating func append(_ pieces: [Inline], _ style: Style) {
    for piece in pieces { append(piece, style) }
  }

  private mutating func append(_ piece: Inline, _ style: Style) {
    switch piece {
    case .text(let string): text.append(layout.isASCII ? string.inASCII : string, style)
    case .emphasis(let content): append(content, style.adding(.italic))
    case .strong(let content): append(content, style.adding(.bold))
    case .code(let code):
      text.append(layout.palette.hasColor ? code : "`\(code)`", layout.style.code)
    case .formula(let tex): text.append(formula(tex), style)
    case .link(let content, let address):
      links.append((solidCount(of: text), .init(text: content.plainText, address: address)))
      append(content, layout.style.link)
    case .lineBreak: text.append(" ", style)
    }
  }

  /// On one line, which may break before a relation, or anywhere if it is long.
  private func formula(_ tex: String) -> String {
    let line = FormulaLayout(glyphs: layout.glyphs).inline(tex)
    let parts = line.split(separator: " ").reduce(into: [String]()) { parts, word in
      if let last = parts.last, !relations.contains(String(word)) {
        parts[parts.count - 1] = last + String(Self.fixedBlank) + word
      } else {
        parts.append(String(word))
      }
    }
    return parts.contains { displayWidth(of: $0) > max(12, width / 2) }
      ? line : parts.joined(separator: " ")
  }

  func lines() -> [ProseLine] {
    var links = links[...]
    var count = 0
    return text.wrapped(to: width).map { line in
      count += solidCount(of: line)
      var begun: [ProseLine.Link] = []
      while let first = links.first, first.offset < count {
        begun.append(first.link)
        links.removeFirst()
      }
      let runs = line.runs.map { run in
        StyledText.Run(run.text.replacing(Self.fixedBlank), run.style)
      }
      return ProseLine(StyledText(runs), links: begun)
    }
  }

  private func solidCount(of text: StyledText) -> Int {
    text.runs.reduce(0) { $0 + $1.text.count { $0 != " " } }
  }
}

private let relations: Set<String> = [
  "=", "<", ">", "≤", "≥", "≠", "≈", "∝", "∼", "→", "⇒", "⇔", "∈", "<=", ">=", "!=", "->",
]

private let asciiTypography: [Character: String] = [
  "−": "-", "–": "-", "—": "--", "…": "...", "“": "\"", "”": "\"", "‘": "'", "’": "'", "×": "x",
  "½": "1/2", "≤": "<=", "≥": ">=", "→": "->",
]

extension String {
  /// With the typographic marks that have an ASCII form in that form.
  fileprivate var inASCII: String { map { asciiTypography[$0] ?? String($0) }.joined() }

  fileprivate func replacing(_ blank: Character) -> String {
    contains(blank) ? String(map { $0 == blank ? " " : $0 }) : self
  }
}

extension Style {
  fileprivate func adding(_ attributes: Attributes) -> Style {
    var style = self
    style.attributes.formUnion(attributes)
    return style
  }
}
