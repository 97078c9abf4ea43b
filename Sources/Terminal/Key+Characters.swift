extension Key {
  /// The key of one ASCII byte: a control character is a named key or Control with a letter.
  init(controlOrASCII byte: UInt8) {
    switch byte {
    case 0x00: self.init(.character(" "), .control)
    case 0x08, 0x7F: self.init(.backspace)
    case 0x09: self.init(.tab)
    case 0x0A, 0x0D: self.init(.enter)
    case 0x1B: self.init(.escape)
    case 0x01..<0x1B: self.init(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
    case 0x1C..<0x20: self.init(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
    default: self.init(.character(Character(Unicode.Scalar(byte))))
    }
  }

  /// The key as a command: full-width twins that a Chinese input method types are their ASCII keys.
  public var asCommand: Key {
    guard case .character(let character) = code, let twin = Key.twin(of: character) else {
      return self
    }
    return Key(.character(twin), modifiers)
  }

  /// Whether an input method is on: it committed a character that no key of this program types.
  public var isFromInputMethod: Bool {
    guard case .character(let character) = asCommand.code else { return false }
    return character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
  }

  private static func twin(of character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first else { return nil }
    switch scalar.value {
    case 0x3000: return " "
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) }
    default: return punctuation[character]
    }
  }

  /// Chinese punctuation on the keys of a QWERTY keyboard.
  private static let punctuation: [Character: Character] = [
    "。": ".", "、": "/", "“": "\"", "”": "\"", "‘": "'", "’": "'", "《": "<", "》": ">",
    "【": "[", "】": "]", "「": "[", "」": "]", "￥": "$", "·": "`", "—": "_", "…": "^",
  ]
}
