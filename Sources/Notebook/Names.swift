/// What a lesson calls, in its language, the things that its kernels name in English: parameters,
/// choices, charts, series, columns, results, lines that are printed and errors that are thrown.
///
/// A table of the lesson's folder, `Lesson.docc/names.zh.md`; `#` stands for any number, `“…”` for any
/// words between quotation marks.
public struct Names: Hashable, Sendable {
  private var table: [String: String]

  /// The names of `table`, by the English ones.
  public init(_ table: [String: String] = [:]) { self.table = table }

  /// The rows of a Markdown table of two columns, below its header.
  init(parsing text: String) {
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().prefix(2).map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    table = Dictionary(
      rows.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the table has `name`.
  public func has(_ name: String) -> Bool { translation(of: name) != nil }

  /// `name` as the lesson calls it; itself where the table does not have it.
  public func callAsFunction(_ name: String) -> String { translation(of: name) ?? name }

  /// With its sign, where it stands for itself, and its power of ten.
  private static var number: Regex<Substring> {
    /(?:\B-)?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/.wordBoundaryKind(.simple)
  }

  /// What stands between quotation marks.
  private static var quotation: Regex<Substring> { /“[^”]*”/ }

  private func translation(of name: String) -> String? {
    if table.isEmpty { return nil }
    if let known = table[name] { return known }
    if let known = translation(of: name, quotations: []) { return known }
    let quotations = name.matches(of: Self.quotation).map(\.output)
    if quotations.isEmpty { return nil }
    let words = name.replacing(Self.quotation, with: "“…”")
    return table[words].map { Self.fill($0, "“…”", quotations) }
      ?? translation(of: words, quotations: quotations)
  }

  /// That of `words`, whose numbers keep their places.
  private func translation(of words: String, quotations: [Substring]) -> String? {
    let numbers = words.matches(of: Self.number).map(\.output)
    guard !numbers.isEmpty, let known = table[words.replacing(Self.number, with: "#")] else {
      return nil
    }
    return Self.fill(Self.fill(known, "#", numbers), "“…”", quotations)
  }

  /// `text` with the parts in the places of `sign`, in their order.
  private static func fill(_ text: String, _ sign: String, _ parts: [Substring]) -> String {
    let pieces = text.split(separator: sign, omittingEmptySubsequences: false)
    var left = parts[...]
    return pieces.dropFirst().reduce(String(pieces[0])) { text, piece in
      text + (left.popFirst() ?? Substring(sign)) + piece
    }
  }
}
