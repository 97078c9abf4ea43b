/// Reads TeX as a tree.
///
/// Any text parses: an unknown command is its name, a stray mark is dropped.
struct FormulaParser {
  /// What is nested deeper is flattened, so that no input can exhaust the stack or the day.
  private static let maximumDepth = 12

  private var rest: Substring
  private var depth = 0

  init(_ tex: String) { rest = tex[...] }

  /// The whole formula; several lines are a table.
  mutating func formula() -> Formula {
    var rows = rows(until: nil)
    // A closing brace or \right that closes nothing ends a row; go on behind it.
    while !rest.isEmpty {
      _ = token()
      let more = self.rows(until: nil)
      rows[rows.count - 1] += more.first ?? []
      rows += more.dropFirst()
    }
    if rows.last.map({ $0 == [.row([])] }) ?? false, rows.count > 1 { rows.removeLast() }
    if rows.count == 1 { return rows[0].count == 1 ? rows[0][0] : .row(rows[0]) }
    return .table(rows, .aligned)
  }

  // MARK: Tokens

  private enum Token: Equatable {
    case command(String)
    case character(Character)
  }

  private mutating func token() -> Token? {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.popFirst() else { return nil }
    guard first == "\\" else { return .character(first) }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    if name.isEmpty { return rest.popFirst().map { .command(String($0)) } }
    rest = rest[name.endIndex...]
    return .command(String(name))
  }

  private var next: Token? {
    var copy = self
    return copy.token()
  }

  /// Takes `token` if it comes next.
  private mutating func take(_ expected: Token) -> Bool {
    guard next == expected else { return false }
    _ = token()
    return true
  }

  // MARK: Rows

  /// Cells and lines up to `\end{…}`, a closing brace or `\right`.
  private mutating func rows(until environment: String?) -> [[Formula]] {
    var rows: [[Formula]] = [[]]
    while true {
      rows[rows.count - 1].append(row())
      if take(.character("&")) { continue }
      guard take(.command("\\")) else { break }
      rows.append([])
    }
    if environment != nil, take(.command("end")) { _ = name() }
    return rows
  }

  private mutating func row() -> Formula {
    var items: [Formula] = []
    while let next, !endsRow(next) {
      guard let item = item() else { continue }
      items.append(item)
    }
    return items.count == 1 ? items[0] : .row(items)
  }

  private func endsRow(_ token: Token) -> Bool {
    switch token {
    case .character("}"), .character("&"), .command("\\"), .command("right"), .command("end"): true
    default: false
    }
  }

  /// An atom with its scripts.
  private mutating func item() -> Formula? {
    let base = atom()
    var sub: Formula?
    var sup: Formula?
    while let next {
      if next == .character("^") {
        _ = token()
        sup = joined(sup, argument())
      } else if next == .character("_") {
        _ = token()
        sub = joined(sub, argument())
      } else if next == .character("'") {
        _ = token()
        sup = joined(sup, .symbol(FormulaSymbol("′", ascii: "'")))
      } else if next == .command("limits") || next == .command("nolimits") {
        _ = token()
      } else {
        break
      }
    }
    if sub == nil, sup == nil { return base }
    return .scripts(base: base ?? .row([]), sub: sub, sup: sup)
  }

  private func joined(_ first: Formula?, _ second: Formula) -> Formula {
    first.map { .row([$0, second]) } ?? second
  }

  /// What a command takes: a group, or the next atom.
  private mutating func argument() -> Formula {
    guard let next, !endsRow(next) else { return .row([]) }
    return atom() ?? .row([])
  }

  /// Nil for what leaves no mark on the page.
  private mutating func atom() -> Formula? {
    // The mark of a script comes with an empty atom before it.
    if next == .character("^") || next == .character("_") || next == .character("'") { return nil }
    switch token() {
    case nil: return nil
    case .character("{"): return group()
    case .character("~"): return .space(1)
    case .character("$"): return nil
    case .character(let character): return .symbol(.character(character))
    case .command(let name): return command(name)
    }
  }

  /// What stands up to the closing brace; a group counts as one ordinary symbol.
  private mutating func group() -> Formula {
    guard depth < Self.maximumDepth else { return .row([]) }
    depth += 1
    defer { depth -= 1 }
    let rows = rows(until: nil)
    _ = take(.character("}"))
    let items = rows.flatMap { $0 }
    return items.count == 1 && items[0].kind == .ordinary ? items[0] : .row(items)
  }

  /// `{name}` as it is written.
  private mutating func name() -> String {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.first == "{" else { return rest.popFirst().map(String.init) ?? "" }
    rest.removeFirst()
    var name = ""
    var open = 1
    while let character = rest.popFirst() {
      if character == "{" { open += 1 }
      if character == "}" { open -= 1 }
      if open == 0 { break }
      name.append(character)
    }
    return name
  }

  // MARK: Commands

  private mutating func command(_ name: String) -> Formula? {
    if let symbol = FormulaSymbol.named(name) { return .symbol(symbol) }
    guard depth < Self.maximumDepth else { return .symbol(FormulaSymbol(name)) }
    depth += 1
    defer { depth -= 1 }
    if let alphabet = FormulaAlphabet(command: name) { return letters(in: alphabet) }
    if let accent = accent(name) { return .accent(accent, argument()) }
    switch name {
    case "frac", "dfrac", "cfrac": return fraction(isStacked: true)
    case "tfrac": return fraction(isStacked: false)
    case "binom": return binomial()
    case "sqrt": return root()
    case "left": return fence()
    case "begin": return environment()
    case "underbrace": return .brace(argument(), isBelow: true)
    case "overbrace": return .brace(argument(), isBelow: false)
    case "text", "textrm", "mathrm", "mathsf", "mathit", "textit", "mathtt", "textbf", "mbox":
      return .symbol(FormulaSymbol(self.name()))
    case "operatorname": return .symbol(FormulaSymbol(self.name(), .function))
    case "rm", "sf", "it", "bf": return words()
    case ",", ":", ";", " ", ">", "enspace": return .space(1)
    case "quad": return .space(2)
    case "qquad": return .space(4)
    case "!", "displaystyle", "textstyle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl",
      "Bigr", "biggl", "biggr", "middle", "mathrel", "mathbin", "mathop", "mathord", "nonumber":
      return nil
    default: return .symbol(FormulaSymbol(name))
    }
  }

  private func accent(_ command: String) -> FormulaAccent? {
    switch command {
    case "widehat": .hat
    case "widetilde": .tilde
    default: FormulaAccent(rawValue: command)
    }
  }

  private mutating func letters(in alphabet: FormulaAlphabet) -> Formula {
    let argument = argument()
    func styled(_ formula: Formula) -> Formula {
      switch formula {
      case .symbol(var symbol) where symbol.glyph.count == 1:
        symbol.glyph = symbol.glyph.map(alphabet.letter).joined()
        return .symbol(symbol)
      case .row(let items): return .row(items.map(styled))
      default: return formula
      }
    }
    return styled(argument)
  }

  private mutating func fraction(isStacked: Bool) -> Formula {
    let numerator = argument()
    return .fraction(numerator, argument(), isStacked: isStacked)
  }

  private mutating func binomial() -> Formula {
    let upper = argument()
    return .fenced(left: "(", .table([[upper], [argument()]], .matrix), right: ")")
  }

  private mutating func root() -> Formula {
    var degree: Formula?
    if take(.character("[")) {
      var items: [Formula] = []
      while let next, !endsRow(next), !take(.character("]")) {
        if let item = item() { items.append(item) }
      }
      degree = .row(items)
    }
    return .root(argument(), degree: degree)
  }

  /// `\rm obs`: the rest of the group, upright.
  private mutating func words() -> Formula {
    rest = rest.drop(while: \.isWhitespace)
    let word = rest.prefix { $0.isLetter || $0.isNumber }
    rest = rest[word.endIndex...]
    return .symbol(FormulaSymbol(String(word)))
  }

  private mutating func fence() -> Formula {
    let left = delimiter()
    let rows = rows(until: nil)
    let right = take(.command("right")) ? delimiter() : ""
    let content = rows.count == 1 ? Formula.row(rows[0]) : .table(rows, .aligned)
    return .fenced(left: left, content, right: right)
  }

  private mutating func delimiter() -> String {
    switch token() {
    case .character("."), nil: ""
    case .character(let character): String(character)
    case .command(let name): FormulaSymbol.named(name)?.glyph ?? name
    }
  }

  private mutating func environment() -> Formula {
    let environment = name()
    if environment == "array" { _ = name() }
    var rows = rows(until: environment)
    if rows.count > 1, rows.last == [.row([])] { rows.removeLast() }
    switch environment {
    case "pmatrix": return .fenced(left: "(", .table(rows, .matrix), right: ")")
    case "bmatrix": return .fenced(left: "[", .table(rows, .matrix), right: "]")
    case "Bmatrix": return .fenced(left: "{", .table(rows, .matrix), right: "}")
    case "vmatrix": return .fenced(left: "|", .table(rows, .matrix), right: "|")
    case "cases": return .fenced(left: "{", .table(rows, .cases), right: "")
    case "matrix", "array", "smallmatrix": return .table(rows, .matrix)
    default: return .table(rows, .aligned)
    }
  }
}
