import Cells
import Terminal

extension Key {
  /// The key that `spelling` names: `r`, `Ctrl-S`, `Alt-Left`, `F5`, `Space`.
  init?(spelling: String) {
    var name = Substring(spelling)
    var modifiers: Modifiers = []
    for (prefix, modifier) in Self.modifierNames {
      guard name.hasPrefix(prefix), name.count > prefix.count else { continue }
      name = name.dropFirst(prefix.count)
      modifiers.insert(modifier)
    }
    if let code = Self.codes[String(name)] {
      self.init(code, modifiers)
    } else if name.first == "F", let number = Int(name.dropFirst()) {
      self.init(.function(number), modifiers)
    } else if let character = name.first, name.count == 1 {
      let typed = modifiers.contains(.control) ? Character(character.lowercased()) : character
      self.init(.character(typed), modifiers)
    } else {
      return nil
    }
  }

  /// Whether any keyboard and terminal can send it: a plain key, an arrow, Tab, Enter, PgUp, PgDn,
  /// F1 to F10, or Ctrl and a letter.
  var isEverywhere: Bool {
    switch (code, modifiers) {
    case (.character, []), (.character, .control): true
    case (.enter, []), (.tab, []), (.backspace, []), (.escape, []): true
    case (.up, []), (.down, []), (.left, []), (.right, []), (.pageUp, []), (.pageDown, []): true
    case (.function(let number), []): (1...10).contains(number)
    default: false
    }
  }

  /// What the last line and the help call it.
  func name(_ glyphs: GlyphSet) -> String {
    var text = ""
    for (prefix, modifier) in Self.modifierNames where modifiers.contains(modifier) {
      text += prefix
    }
    switch code {
    case .character(" "): return text + "space"
    case .character(let character):
      return text + (modifiers.contains(.control) ? character.uppercased() : String(character))
    case .function(let number): return text + "F\(number)"
    default: break
    }
    if glyphs == .unicode, let arrow = Self.arrows[code] { return text + arrow }
    return text + (Self.codes.first { $0.value == code }?.key ?? "")
  }

  private static let modifierNames: [(String, Modifiers)] = [
    ("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift),
  ]

  private static let codes: [String: Code] = [
    "Enter": .enter, "Esc": .escape, "Tab": .tab, "Backspace": .backspace, "Del": .delete,
    "Insert": .insert, "Up": .up, "Down": .down, "Left": .left, "Right": .right, "Home": .home,
    "End": .end, "PgUp": .pageUp, "PgDn": .pageDown, "Space": .character(" "),
  ]

  private static let arrows: [Code: String] = [.up: "↑", .down: "↓", .left: "←", .right: "→"]
}
