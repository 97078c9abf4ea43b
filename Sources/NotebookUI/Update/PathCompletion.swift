/// What a path that is being typed can go on with.
struct PathCompletion: Hashable, Sendable {
  /// The path as far as there is no choice.
  var text: String
  /// The names in its folder that begin so, folders with a stroke; none where there are none.
  var names: [String]

  /// - Parameters:
  ///   - typed: The path as it was typed.
  ///   - names: The names in its folder, those of folders with a stroke at their end.
  init(of typed: String, among names: [String]) {
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let begun = typed[slash...]
    // What is hidden is meant only where it is named.
    self.names = names.filter {
      $0.hasPrefix(begun) && (begun.hasPrefix(".") || !$0.hasPrefix("."))
    }
    .sorted()
    let shared = self.names.dropFirst().reduce(self.names.first ?? String(begun)) {
      String(zip($0, $1).prefix { $0 == $1 }.map(\.0))
    }
    text = typed[..<slash] + shared
  }
}
