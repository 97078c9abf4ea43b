/// Turns a terminal's bytes into events, wherever they are split; it reads no clock and no descriptor.
///
/// Escape sequences are those of xterm, the VT100 family, the Linux console, rxvt and tmux, and the
/// terminfo strings given at the start. What is not understood is dropped whole, so that its bytes
/// never act as keys.
struct KeyParser: Sendable {
  /// The keys that the terminal's description has of its own, by their bytes.
  private let described: [[UInt8]: Key]
  /// Bytes of an event that is not complete.
  private var pending: [UInt8] = []
  /// The text of the bracketed paste that is going on.
  private var paste: [UInt8]?

  init(described: [[UInt8]: Key] = [:]) { self.described = described }

  /// Whether the bytes so far may be a whole key or the beginning of a longer one: `flush` decides.
  var isAmbiguous: Bool { !pending.isEmpty }

  /// Whether the bytes so far are what a person can type: the wait for more must be short.
  var isTypable: Bool { pending.count <= 2 }

  /// Whether neither an event nor a paste is going on.
  var isAtGround: Bool { pending.isEmpty && paste == nil }

  /// Takes `bytes` in and returns the events that they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    for byte in bytes {
      if paste != nil {
        events += takePasted(byte)
      } else {
        pending.append(byte)
        drain(&events, isFinal: false)
      }
    }
    return events
  }

  /// Ends the wait for more bytes: a lone Esc is the key, an unfinished sequence is dropped.
  mutating func flush() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    drain(&events, isFinal: true)
    return events
  }

  private mutating func drain(_ events: inout [TerminalEvent], isFinal: Bool) {
    while !pending.isEmpty, paste == nil {
      switch parse(isFinal: isFinal) {
      case .incomplete: return
      case .events(let found, let count):
        events += found
        pending.removeFirst(count)
      case .pasteBegins(let count):
        pending.removeFirst(count)
        paste = []
      }
    }
  }

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  private mutating func takePasted(_ byte: UInt8) -> [TerminalEvent] {
    paste?.append(byte)
    guard let text = paste, byte == 0x7E,
      text.suffix(KeyParser.pasteEnd.count) == KeyParser.pasteEnd[...]
    else { return [] }
    paste = nil
    let content = text.dropLast(KeyParser.pasteEnd.count)
    return [.paste(String(decoding: content, as: UTF8.self).withUnixNewlines)]
  }

  private enum Outcome {
    case incomplete
    case events([TerminalEvent], count: Int)
    case pasteBegins(count: Int)
  }

  private func parse(isFinal: Bool) -> Outcome {
    if let key = described[pending] { return .events([.key(key)], count: pending.count) }
    guard pending[0] == 0x1B else { return parseText(at: 0, modifiers: [], isFinal: isFinal) }
    guard pending.count > 1 else {
      return isFinal ? .events([.key(Key(.escape))], count: 1) : .incomplete
    }
    switch pending[1] {
    case UInt8(ascii: "["): return parseControlSequence(isFinal: isFinal)
    case UInt8(ascii: "O"): return parseSingleShift(isFinal: isFinal)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      return parseString(isFinal: isFinal)
    case 0x1B:
      // Esc twice: a key, then whatever the second one begins.
      return .events([.key(Key(.escape))], count: 1)
    default: return parseText(at: 1, modifiers: .alt, isFinal: isFinal)
    }
  }

  /// A character, perhaps after the Esc that stands for Alt.
  private func parseText(at start: Int, modifiers: Key.Modifiers, isFinal: Bool) -> Outcome {
    let lead = pending[start]
    if lead < 0x80 {
      let key = Key(controlOrASCII: lead)
      return .events(
        [.key(Key(key.code, key.modifiers.union(modifiers)))], count: start + 1)
    }
    let length = utf8Length(lead)
    let bytes = pending[start...].prefix(length)
    let valid = 1 + bytes.dropFirst().prefix { 0x80..<0xC0 ~= $0 }.count
    if length > 0, valid == bytes.count, bytes.count < length, !isFinal { return .incomplete }
    guard let text = String(validating: bytes.prefix(valid), as: UTF8.self),
      valid == length, let character = text.first
    else { return .events([], count: start + valid) }
    return .events([.key(Key(.character(character), modifiers))], count: start + length)
  }

  /// How many bytes a scalar has that begins with `lead`; 0 where none does.
  private func utf8Length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  }

  /// `ESC O …`: application cursor keys, keypad and the first function keys, of rxvt with a modifier.
  private func parseSingleShift(isFinal: Bool) -> Outcome {
    let alt = Outcome.events([.key(Key(.character("O"), .alt))], count: 2)
    guard pending.count > 2 else { return isFinal ? alt : .incomplete }
    var end = 2
    while end < pending.count, 0x30..<0x3A ~= pending[end] || pending[end] == 0x3B { end += 1 }
    guard end < pending.count else {
      return isFinal || end > 8 ? .events([], count: end) : .incomplete
    }
    let parameters = ControlSequence.numbers(pending[2..<end])
    guard let code = Key.Code(singleShift: pending[end]) else {
      return end == 2 && pending[2] < 0x20 ? alt : .events([], count: end + 1)
    }
    return .events(
      [.key(Key(code, Key.Modifiers(parameter: parameters.last ?? 1)))], count: end + 1)
  }

  /// `ESC ] … BEL` and its like: answers that nobody asked for, dropped whole.
  private func parseString(isFinal: Bool) -> Outcome {
    let body = pending[2...]
    if let end = body.firstIndex(where: { $0 == 0x07 || $0 == 0x1B || $0 == 0x18 || $0 == 0x1A }) {
      if pending[end] != 0x1B { return .events([], count: end + 1) }
      if end + 1 < pending.count {
        return .events([], count: pending[end + 1] == UInt8(ascii: "\\") ? end + 2 : end)
      }
    }
    // Alt with this character, where nothing follows; past the limit it is no answer of a terminal.
    if isFinal, pending.count == 2 { return parseText(at: 1, modifiers: .alt, isFinal: true) }
    return isFinal || pending.count > 4096 ? .events([], count: pending.count) : .incomplete
  }

  private func parseControlSequence(isFinal: Bool) -> Outcome {
    guard pending.count > 2 else {
      return isFinal ? .events([.key(Key(.character("["), .alt))], count: 2) : .incomplete
    }
    // The Linux console's F1 to F5 are CSI [ A … E.
    if pending[2] == UInt8(ascii: "[") {
      guard pending.count > 3 else { return isFinal ? .events([], count: 3) : .incomplete }
      let number = Int(pending[3]) - 0x40
      return .events(1...5 ~= number ? [.key(Key(.function(number)))] : [], count: 4)
    }
    // rxvt ends a shifted key by $, which elsewhere stands within a sequence: CSI 3 $ is Shift-Delete.
    let isNumber = 0x30..<0x3A ~= pending[2]
    let end = pending[2...].firstIndex { !(0x20..<0x40 ~= $0) || isNumber && $0 == 0x24 }
    guard let end else {
      return isFinal || pending.count > 64 ? .events([], count: pending.count) : .incomplete
    }
    guard 0x40..<0x7F ~= pending[end] || pending[end] == 0x24 else {
      return .events([], count: end)
    }
    let sequence = ControlSequence(bytes: pending[2...end])
    if sequence.isPasteBegin { return .pasteBegins(count: end + 1) }
    return .events(sequence.event.map { [$0] } ?? [], count: end + 1)
  }
}

extension String {
  /// A terminal pastes the ends of lines as carriage returns.
  fileprivate var withUnixNewlines: String {
    guard utf8.contains(0x0D) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || previous != 0x0D {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
