import Notebook

/// The cells that were typed before, and the place in them while they are looked through.
struct ConsoleHistory: Equatable {
  /// The oldest first.
  private(set) var cells: [String]
  /// The cell that is shown; nil where what is typed is.
  private var place: Int?
  /// What was typed before: only cells that begin so are shown.
  private var typed = ""

  /// A longer cell is not kept: it came from a file.
  private static let longest = 4_000

  init(_ cells: [String] = []) { self.cells = cells }

  /// Adds a cell that is evaluated; the same twice in turn is one.
  mutating func add(_ cell: String) {
    place = nil
    guard cell.utf8.count <= Self.longest, cells.last != cell else { return }
    cells.append(cell)
    if cells.count > CellStore.limit { cells.removeFirst(cells.count - CellStore.limit) }
  }

  /// What is typed has changed: the search begins anew.
  mutating func forgetPlace() { place = nil }

  /// The cell before the one that is shown, which begins with what was typed; nil where none is.
  mutating func older(than text: String) -> String? {
    if place == nil { typed = text }
    let earlier = cells[..<(place ?? cells.count)]
    guard let found = earlier.lastIndex(where: { $0.hasPrefix(typed) && $0 != text }) else {
      return nil
    }
    place = found
    return cells[found]
  }

  /// The cell after it, at last what was typed; nil where that is shown.
  mutating func newer(than text: String) -> String? {
    guard let present = place else { return nil }
    let later = cells[(present + 1)...]
    place = later.firstIndex { $0.hasPrefix(typed) && $0 != text }
    return place.map { cells[$0] } ?? typed
  }

  /// The newest cell with `query` in it, of those before the one at `place`.
  func match(_ query: String, before place: Int? = nil) -> Int? {
    if query.isEmpty { return nil }
    return cells[..<min(place ?? cells.count, cells.count)].lastIndex {
      $0.contains(query: query)
    }
  }
}
