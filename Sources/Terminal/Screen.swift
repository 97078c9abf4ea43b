import CNcurses
import Cells
import Glibc

/// The screen as ncurses knows it: a frame goes in, the bytes that change the terminal come out.
///
/// ncurses writes into a file in memory, so that no one waits for the terminal while it computes.
/// One thread at a time may use it.
final class Screen: @unchecked Sendable {
  let colors: Int
  /// Whether the terminal speaks UTF-8.
  private var isUTF8 = true
  private let handle: OpaquePointer
  private let file: Int32
  private let streams: [UnsafeMutablePointer<FILE>]
  private var pairs: ColorPairs
  private var size: Size
  /// The frame that was shown last.
  private var shown: Frame?
  /// Whether the terminal may show something else.
  private var mustClear = true

  init(name: String, size: Size) throws(TerminalError) {
    file = margin_memory_file()
    guard file >= 0, let output = fdopen(dup(file), "w"), let input = fopen("/dev/null", "r") else {
      throw .noPipe(errno)
    }
    streams = [output, input]
    guard let handle = newterm(name, output, input) else { throw .unknownTerminal(name) }
    self.handle = handle
    guard margin_string_capability("cup") != nil else {
      delscreen(handle)
      throw .dumbTerminal(name)
    }
    typeahead(-1)
    // A terminal shifts glyphs of uncertain width otherwise than ncurses thinks.
    idcok(margin_screen(), false)
    if has_colors() {
      start_color()
      use_default_colors()
    }
    colors = has_colors() ? Int(margin_colors()) : 0
    pairs = ColorPairs(colors: colors, capacity: Int(margin_color_pairs()))
    self.size = size
    resize_term(Int32(size.height), Int32(size.width))
    _ = takeOutput()
  }

  /// Forgets what the terminal shows: the next frame is drawn whole.
  func invalidate() { mustClear = true }

  /// The bytes that turn what is shown into `frame` on a terminal of `size`.
  func bytes(showing frame: Frame, size: Size, isUTF8: Bool) -> [UInt8] {
    if isUTF8 != self.isUTF8 {
      self.isUTF8 = isUTF8
      mustClear = true
    }
    if size != self.size {
      self.size = size
      resize_term(Int32(size.height), Int32(size.width))
      mustClear = true
    }
    if mustClear {
      werase(margin_screen())
      clearok(margin_screen(), true)
    }
    let changed = put(frame)
    let cursor = frame.cursor ?? Point(x: 0, y: 0)
    move(Int32(min(cursor.y, size.height - 1)), Int32(min(cursor.x, size.width - 1)))
    curs_set(frame.cursor == nil ? 0 : 1)
    refresh()
    let uncertain = uncertainGlyphs(of: frame, rows: changed, cursor: cursor)
    shown = frame
    mustClear = false
    return takeOutput() + uncertain
  }

  func close() {
    endwin()
    delscreen(handle)
    for stream in streams { fclose(stream) }
    Glibc.close(file)
  }

  /// Gives ncurses the cells that changed, and returns their rows.
  private func put(_ frame: Frame) -> [Int] {
    let area = frame.bounds.intersection(Rect(x: 0, y: 0, width: size.width, height: size.height))
    let known = mustClear || shown?.size != frame.size ? nil : shown
    pairs.beginFrame(cells: frame.cells)
    var changed: [Int] = []
    for y in 0..<area.height {
      var isChanged = false
      for x in 0..<area.width {
        let cell = frame[x, y]
        if let known, known[x, y] == cell { continue }
        isChanged = true
        if !cell.isContinuation { put(cell, x, y) }
      }
      if isChanged { changed.append(y) }
    }
    return changed
  }

  private func put(_ cell: Cell, _ x: Int, _ y: Int) {
    let (pair, attributes) = pairs.pair(for: cell.style)
    var glyph: [wchar_t]
    if !isUTF8, !cell.glyph.utf8.allSatisfy({ $0 < 0x80 }) {
      glyph = [wchar_t(Self.standIn(for: cell.glyph))]
    } else if isUncertain(cell) {
      // A no-break space holds the place: ncurses knows that it is no blank, and sends it.
      glyph = [0xA0]
    } else {
      glyph = cell.glyph.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    }
    glyph.append(0)
    margin_put(Int32(y), Int32(x), glyph, UInt32(attributes.rawValue), Int32(pair))
    if cell.isWide, glyph[0] < 0x100 {
      margin_put(Int32(y), Int32(x + 1), glyph, UInt32(attributes.rawValue), Int32(pair))
    }
  }

  /// The ASCII sign that stands for `glyph` where the terminal speaks no UTF-8.
  private static func standIn(for glyph: String) -> UInt8 {
    glyph.first.flatMap { standIns[$0] }?.asciiValue ?? UInt8(ascii: "?")
  }

  private static let standIns: [Character: Character] = {
    let groups: [(Character, String)] = [
      ("-", "–—−‐─━┄"), ("'", "‘’′"), ("\"", "“”″"), (".", "…·⋅•。"), ("x", "×χξ"), ("/", "÷"),
      ("<", "≤‹«←"), (">", "≥›»→"), ("~", "≈∼"), ("a", "αàáâä"), ("b", "β"), ("g", "γ"),
      ("d", "δ∂"), ("e", "εϵηèéêë"), ("z", "ζ"), ("t", "θτ"), ("i", "ι∈"), ("k", "κ"), ("l", "λ"),
      ("m", "μµ"), ("n", "ν"), ("p", "πρ"), ("s", "σς"), ("f", "φϕ"), ("y", "ψυ"), ("w", "ω"),
      ("S", "Σ∑"), ("P", "Π∏Φ"), ("D", "Δ∇"), ("L", "Λ"), ("T", "Θ"), ("O", "Ω"), ("G", "Γ"),
      ("o", "οöó°"), ("u", "üú"), ("|", "│┃"), ("+", "±┼"), ("*", "●★"), (",", "，、"), (":", "："),
      (";", "；"), ("(", "（"), (")", "）"), ("!", "！"), ("2", "²₂"), ("1", "¹₁"), ("3", "³₃"),
      ("0", "₀"), ("^", "↑"), ("v", "↓"),
    ]
    return Dictionary(
      groups.flatMap { sign, twins in twins.map { ($0, sign) } },
      uniquingKeysWith: { first, _ in first })
  }()

  /// Whether terminals may disagree about the glyph's width: whatever is made of several scalars
  /// (emoji sequences, flags, key caps, combining marks), and what the C library counts otherwise than
  /// Unicode.
  private func isUncertain(_ cell: Cell) -> Bool {
    let scalars = cell.glyph.unicodeScalars
    guard let first = scalars.first else { return false }
    if scalars.count > 1 { return true }
    return first.value >= 0x80
      && wcwidth(wchar_t(bitPattern: first.value)) != (cell.isWide ? 2 : 1)
  }

  /// Writes glyphs of uncertain width after all others, each at its absolute place, and what stands
  /// behind them again: a terminal that draws one wider has covered it.
  ///
  /// Automatic margins are off meanwhile, so that none goes on in the next row.
  private func uncertainGlyphs(of frame: Frame, rows: [Int], cursor: Point) -> [UInt8] {
    guard isUTF8 else { return [] }
    let width = min(frame.size.width, size.width)
    var text = ""
    for y in rows {
      guard let first = (0..<width).first(where: { isUncertain(frame[$0, y]) }) else { continue }
      text += rest(of: frame, row: y, columns: first..<width)
    }
    guard !text.isEmpty else { return [] }
    return Array(
      ("\u{1B}[?7l" + text + "\u{1B}[m\u{1B}[?7h\u{1B}[\(cursor.y + 1);\(cursor.x + 1)H").utf8)
  }

  /// A part of a row from a glyph of uncertain width on; the cursor is placed before each such glyph
  /// and after it.
  private func rest(of frame: Frame, row y: Int, columns: Range<Int>) -> String {
    var text = ""
    var style: Style?
    var isPlaced = false
    for x in columns {
      let cell = frame[x, y]
      if cell.isContinuation { continue }
      let isUncertain = isUncertain(cell)
      if isUncertain || !isPlaced { text += "\u{1B}[\(y + 1);\(x + 1)H" }
      if style != cell.style { text += pairs.selection(of: cell.style) }
      text += cell.glyph
      style = cell.style
      isPlaced = !isUncertain
    }
    return text
  }

  private func takeOutput() -> [UInt8] {
    fflush(streams[0])
    let count = Int(lseek(file, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(file, &bytes, count, 0)
    ftruncate(file, 0)
    lseek(file, 0, SEEK_SET)
    return Array(bytes.prefix(max(0, read)))
  }
}
