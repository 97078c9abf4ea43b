import Cells

/// What follows `ESC [`: parameters and the final byte, with the meaning that terminals give them.
struct ControlSequence {
  /// The mark before the parameters, such as `<` of a mouse report; 0 without.
  private let mark: UInt8
  private let parameters: [Int]
  private let final: UInt8

  /// - Parameter bytes: From the byte after `[` to the final byte.
  init(bytes: ArraySlice<UInt8>) {
    let body = bytes.dropLast()
    final = bytes.last ?? 0
    mark = body.first.map { 0x3C..<0x40 ~= $0 ? $0 : 0 } ?? 0
    parameters = ControlSequence.numbers(mark == 0 ? body : body.dropFirst())
  }

  /// The decimal numbers between semicolons; a sub-parameter after a colon is left out.
  static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      field.prefix { 0x30..<0x3A ~= $0 }.prefix(7).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
  }

  var isPasteBegin: Bool { final == UInt8(ascii: "~") && parameters.first == 200 }

  /// What the sequence reports; nil where it has no meaning here.
  ///
  /// `CSI 1 ; 2 R` is Shift-F3 as well as a cursor in row 1: the probe asks in another row.
  var event: TerminalEvent? {
    let letter = Character(Unicode.Scalar(final))
    switch (mark, letter) {
    case (UInt8(ascii: "<"), "M"), (UInt8(ascii: "<"), "m"): return mouse.map { .mouse($0) }
    case (0, "R") where parameters.count == 2 && parameters[0] != 1:
      return .cursorReport(x: parameters[1], y: parameters[0])
    case (0, "n"): return parameters == [0] ? .statusReport : nil
    case (0, "I"): return .focus(true)
    case (0, "O"): return .focus(false)
    case (0, _): return key(letter).map { .key($0) }
    default: return nil
    }
  }

  private func key(_ letter: Character) -> Key? {
    let modifiers = Key.Modifiers(parameter: parameters.count > 1 ? parameters[1] : 1)
    switch letter {
    case "~": return Key.Code(vtNumber: parameters[0]).map { Key($0, modifiers) }
    case "$": return Key.Code(vtNumber: parameters[0]).map { Key($0, .shift) }
    case "^": return Key.Code(vtNumber: parameters[0]).map { Key($0, .control) }
    case "@": return Key.Code(vtNumber: parameters[0]).map { Key($0, [.shift, .control]) }
    case "Z": return Key(.tab, .shift)
    case "a", "b", "c", "d":
      let code: [Character: Key.Code] = ["a": .up, "b": .down, "c": .right, "d": .left]
      return code[letter].map { Key($0, .shift) }
    case "u": return Unicode.Scalar(UInt32(parameters[0])).map { extended($0, modifiers) }
    default: return Key.Code(cursorLetter: letter).map { Key($0, modifiers) }
    }
  }

  /// A key as `CSI code ; modifiers u` reports it.
  private func extended(_ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers) -> Key {
    guard scalar.isASCII else { return Key(.character(Character(scalar)), modifiers) }
    let key = Key(controlOrASCII: UInt8(scalar.value))
    return Key(key.code, key.modifiers.union(modifiers))
  }

  /// SGR mouse: button and modifiers, column and row from 1; `m` is a release.
  private var mouse: Mouse? {
    guard parameters.count == 3, parameters[1] > 0, parameters[2] > 0 else { return nil }
    let button = parameters[0]
    var modifiers: Key.Modifiers = []
    if button & 4 != 0 { modifiers.insert(.shift) }
    if button & 8 != 0 { modifiers.insert(.alt) }
    if button & 16 != 0 { modifiers.insert(.control) }
    let position = Point(x: parameters[1] - 1, y: parameters[2] - 1)
    guard let action = mouseAction(button) else { return nil }
    return Mouse(action, at: position, modifiers: modifiers)
  }

  /// The left button and the wheel; other buttons have no meaning here.
  private func mouseAction(_ button: Int) -> Mouse.Action? {
    switch button & ~28 {
    case 0: final == UInt8(ascii: "m") ? .release : .press
    case 32: .drag
    case 64: .wheelUp
    case 65: .wheelDown
    default: nil
    }
  }
}

extension Key.Modifiers {
  /// xterm's parameter: 1 and the sum of 1 Shift, 2 Alt, 4 Control, 8 Meta.
  init(parameter: Int) {
    let bits = max(0, parameter - 1)
    self = []
    if bits & 1 != 0 { insert(.shift) }
    if bits & (2 | 8) != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}

extension Key.Code {
  /// The key of `CSI number ~`, as the VT220 numbers them; 7 and 8 are rxvt's.
  init?(vtNumber number: Int) {
    switch number {
    case 1, 7: self = .home
    case 2: self = .insert
    case 3: self = .delete
    case 4, 8: self = .end
    case 5: self = .pageUp
    case 6: self = .pageDown
    case 11...15: self = .function(number - 10)
    case 17...21: self = .function(number - 11)
    case 23, 24: self = .function(number - 12)
    default: return nil
    }
  }

  /// The key of `CSI letter` and `ESC O letter`.
  init?(cursorLetter letter: Character) {
    switch letter {
    case "A": self = .up
    case "B": self = .down
    case "C": self = .right
    case "D": self = .left
    case "H": self = .home
    case "F": self = .end
    case "P": self = .function(1)
    case "Q": self = .function(2)
    case "R": self = .function(3)
    case "S": self = .function(4)
    default: return nil
    }
  }

  /// The key of `ESC O byte`: as above, and the keypad in application mode.
  init?(singleShift byte: UInt8) {
    switch byte {
    case UInt8(ascii: "M"): self = .enter
    case UInt8(ascii: "I"): self = .tab
    case 0x6A...0x79: self = .character(Character(Unicode.Scalar(byte - 0x40)))
    default: self.init(cursorLetter: Character(Unicode.Scalar(byte)))
    }
  }
}
