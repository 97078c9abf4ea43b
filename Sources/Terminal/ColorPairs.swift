import CNcurses
import Cells

/// The pairs of foreground and background that ncurses wants beforehand, allocated as they come up.
struct ColorPairs {
  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private let colors: Int
  private let capacity: Int
  private var numbers: [Pair: Int] = [:]
  /// Numbers that were used and are free again, and the first one that never was.
  private var released: [Int] = []
  private var firstUnused = 1

  /// - Parameters:
  ///   - colors: How many colours the terminal has; 0 for none.
  ///   - capacity: How many pairs it has, the first of which is fixed.
  init(colors: Int, capacity: Int) {
    self.colors = colors
    self.capacity = capacity
  }

  /// Frees the pairs that the frame of `cells` does not use, where there are too many.
  ///
  /// Redefining a pair recolours whatever on the screen has it: those cells are about to change.
  mutating func beginFrame(cells: [Cell]) {
    guard numbers.count > capacity / 2 else { return }
    let used = Set(cells.map { pair($0.style) })
    released += numbers.filter { !used.contains($0.key) }.values
    numbers = numbers.filter { used.contains($0.key) }
  }

  /// The pair's number and the attributes for `style`; without colours gray is dim.
  mutating func pair(for style: Style) -> (Int, Style.Attributes) {
    let wanted = pair(style)
    var attributes = style.attributes
    if colors < 256, style.foreground != .standard, wanted.foreground < 0 {
      attributes.insert(.dim)
    }
    if wanted.foreground < 0, wanted.background < 0 { return (0, attributes) }
    if let number = numbers[wanted] { return (number, attributes) }
    guard let free = takeNumber() else { return (0, attributes) }
    guard init_extended_pair(Int32(free), wanted.foreground, wanted.background) == OK else {
      return (0, attributes)
    }
    numbers[wanted] = free
    return (free, attributes)
  }

  private mutating func takeNumber() -> Int? {
    if let number = released.popLast() { return number }
    guard firstUnused < capacity else { return nil }
    defer { firstUnused += 1 }
    return firstUnused
  }

  /// The control sequence that selects `style` outside ncurses.
  func selection(of style: Style) -> String {
    var codes = ["0"]
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    let wanted = pair(style)
    if wanted.foreground >= 0 { codes.append(code(wanted.foreground, base: 30)) }
    if wanted.background >= 0 { codes.append(code(wanted.background, base: 40)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private func code(_ color: Int32, base: Int) -> String {
    color < 8 ? "\(base + Int(color))" : "\(base + 8);5;\(color)"
  }

  private func pair(_ style: Style) -> Pair {
    Pair(foreground: number(of: style.foreground), background: number(of: style.background))
  }

  /// The terminal's number for `color`; -1 for the user's own and where the terminal has none.
  private func number(of color: Color) -> Int32 {
    guard colors >= 8, color != .standard else { return -1 }
    if case .indexed(let index) = color, Int(index) < 8 { return Int32(index) }
    if colors == 256, let index = color.nearestIndex { return Int32(index) }
    // 8…15 are taken as grays.
    let (red, green, blue) = color.levels ?? (128, 128, 128)
    // Where numbers are colours, the first eight are still the palette's.
    if colors > 256 { return max(8, Int32(red << 16 | green << 8 | blue)) }
    return basicColor(red, green, blue)
  }

  /// The one of the six basic colours that is nearest in hue; none for grays.
  private func basicColor(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
    let highest = max(red, green, blue)
    guard highest - min(red, green, blue) > 40 else { return -1 }
    let threshold = highest * 5 / 8
    return (red > threshold ? 1 : 0) | (green > threshold ? 2 : 0) | (blue > threshold ? 4 : 0)
  }
}
