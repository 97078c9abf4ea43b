import Cells
import SourceEditor
import Terminal

extension Model {
  /// Answers a key: what the table says of it here, else it is typed where text is typed.
  mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    // Any other key than the one that wanted to leave means to stay.
    let wish = overlay == nil ? leaving : nil
    defer { if overlay == nil, wish != nil, leaving == wish { leaving = nil } }
    let contexts = contexts
    let isText = contexts.first?.isText ?? false
    if layout.isTooSmall && !isSmallScreenKey(key) { return [] }
    let meant = isText ? key : key.asCommand
    // A number may begin with the point, which goes forward where the charts show an earlier step.
    if contexts.first == .parameters, let character = meant.plainCharacter,
      isValueStart(character)
    {
      return beginValue(typed: String(character))
    }
    if let action = KeyTable.action(for: meant, in: contexts) { return perform(action) }
    guard let character = meant.plainCharacter else { return [] }
    if isText { return type(String(character)) }
    if contexts.contains(.parameters), isValueStart(character) {
      return beginValue(typed: String(character))
    }
    if key.isFromInputMethod { notice = Notice(text: words.inputMethodIsOn) }
    return []
  }

  /// Types a paste where text is typed; elsewhere it would run commands that nobody meant.
  mutating func paste(_ text: String) -> [Effect] {
    notice = nil
    guard contexts.first?.isText ?? false else {
      notice = Notice(text: words.nothingToPasteInto)
      return []
    }
    if contexts.first == .editing { return perform(.edit(.paste(text))) }
    if contexts.first == .console { return type(text.withoutPrompts) }
    return type(text)
  }

  private mutating func type(_ text: String) -> [Effect] {
    if contexts.first == .editing { return perform(.edit(.insert(text))) }
    if contexts.first == .console {
      changeInput { $0.insert(text) }
    } else {
      changeField { $0.insert(text) }
    }
    return []
  }

  /// Below the smallest size the run can still be stopped, and the program left.
  private func isSmallScreenKey(_ key: Key) -> Bool {
    guard overlay == nil else { return true }
    switch KeyTable.action(for: key.asCommand, in: contexts) {
    case .interrupt, .back, .leave: return true
    default: return false
    }
  }

  private func isValueStart(_ character: Character) -> Bool {
    character.isASCII && (character.isNumber || character == ".")
  }
}

extension Key {
  /// The character, where nothing is held beside it.
  fileprivate var plainCharacter: Character? {
    guard case .character(let character) = code, modifiers.isEmpty else { return nil }
    return character
  }
}

extension String {
  /// Without the prompts of a console that it was copied from.
  fileprivate var withoutPrompts: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      ["› ", "· ", "> ", ". "].contains { line.hasPrefix($0) } ? line.dropFirst(2) : line
    }.joined(separator: "\n")
  }
}
