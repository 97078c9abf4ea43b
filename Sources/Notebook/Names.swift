/// What a lesson calls, in its language, the things that its kernels name in English: parameters,
/// choices, charts, series, columns, results, lines that are printed and errors that are thrown.
///
/// A table of the lesson's folder, `Lesson.docc/names.zh.md`; `#` stands for any number.
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

  private func translation(of name: String) -> String? {
    if table.isEmpty { return nil }
    if let known = table[name] { return known }
    let numbers = name.matches(of: Self.number)
    guard !numbers.isEmpty else { return nil }
    let pattern = name.replacing(Self.number, with: "#")
    guard let known = table[pattern] else { return nil }
    var parts = numbers.map(\.output)[...]
    return known.reduce(into: "") { text, character in
      if character == "#", let number = parts.popFirst() {
        text += number
      } else {
        text.append(character)
      }
    }
  }
}
