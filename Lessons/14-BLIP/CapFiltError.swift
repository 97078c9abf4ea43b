import Margin

/// Why there is no set to learn from.
enum CapFiltError: Error, Hashable, CustomStringConvertible {
  /// The threshold is to be chosen from clean pairs, and there are none.
  case noCleanPairs
  /// The filter kept none of so many pairs, and there are no clean ones.
  case nothingKept(of: Int)

  var description: String {
    switch self {
    case .noCleanPairs:
      "the filter's threshold is chosen from clean pairs, and there are none: choose some, or ½ as the "
        + "threshold"
    case .nothingKept(let count):
      "the filter kept none of \(count) pairs, and there are no clean ones to learn from: choose more "
        + "clean pairs, or more pairs of the web"
    }
  }
}
