/// What an xterm sends for keys that are no character.
enum Keys {
  static let right = "\u{1B}OC"
  static let escape = "\u{1B}"
  /// Ctrl-S.
  static let save = "\u{13}"
  /// F4.
  static let selectAll = "\u{1B}OS"

  /// `text` as a bracketed paste.
  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
