import CNcurses
import Foundation

/// What terminfo says of the terminal, and the sequences that it says nothing of.
struct Description: Sendable {
  /// Takes the screen over: alternate screen, keys, bracketed paste, focus reports.
  let entering: [UInt8]
  /// Undoes all of it and more, whatever state the terminal was left in.
  let leaving: [UInt8]
  /// The bytes of the keys that terminfo names.
  let keys: [[UInt8]: Key]
  /// Seconds after which a lone Esc is the key.
  let escapeDelay: Double

  static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)
  /// Asks the terminal to answer once it has taken everything before.
  static let statusRequest = Array("\u{1B}[5n".utf8)

  /// - Parameter screen: Whose terminal ncurses has just been opened on.
  init(screen: Screen) {
    func bytes(_ name: String) -> [UInt8] {
      margin_string_capability(name).map { Description.withoutPadding(String(cString: $0)) } ?? []
    }
    entering = bytes("smcup") + bytes("smkx") + Array("\u{1B}[?2004h\u{1B}[?1004h".utf8)
    // Without an alternate screen there is nothing to go back to but an empty one.
    let ownScreenEnd = bytes("rmcup").isEmpty ? bytes("clear") : bytes("rmcup")
    // The first ends what a frame cut short may have left open.
    leaving =
      Array("\u{1B}\\\u{1B}[?7h\u{1B}[?2026l\u{1B}[?1004l\u{1B}[?2004l".utf8) + Description.mouseOff
      + Array("\u{1B}[m".utf8) + bytes("rmkx") + ownScreenEnd + bytes("cnorm")
      + Array("\u{1B}[?25h".utf8)
    keys = Dictionary(
      Description.keyNames.compactMap { name, key in
        let sequence = bytes(name)
        return sequence.isEmpty || sequence == [0x1B] ? nil : (sequence, key)
      }, uniquingKeysWith: { first, _ in first })
    let delay = getenv("ESCDELAY").flatMap { Double(String(cString: $0)) }
    escapeDelay = min(10, max(0, (delay ?? 50) / 1000))
  }

  static func clipboard(_ text: String) -> [UInt8] {
    Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}".utf8)
  }

  /// A string of terminfo without its delays (`$<20>`), which no terminal of today needs.
  private static func withoutPadding(_ text: String) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x24, rest.first == 0x3C, let end = rest.firstIndex(of: 0x3E) {
        rest = rest[(end + 1)...]
      } else {
        kept.append(byte)
      }
    }
    return kept
  }

  private static let keyNames: [(String, Key)] =
    [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kbs", Key(.backspace)),
      ("kcbt", Key(.tab, .shift)), ("kent", Key(.enter)),
      ("kLFT", Key(.left, .shift)), ("kRIT", Key(.right, .shift)),
      ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)),
    ] + (1...12).map { ("kf\($0)", Key(.function($0))) }
}
