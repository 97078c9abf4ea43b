/// A row of a kernel matrix in single precision and, where that is too little, what it has cut off.
struct KernelRow: Sendable {
  private(set) var rounded: [Float] = []
  /// Empty where rounding does not matter.
  private(set) var rest: [Float] = []

  init() {}

  init(rounded: [Float]) { self.rounded = rounded }

  init(exact: [Double]) {
    rounded = exact.map { Float($0) }
    rest = zip(exact, rounded).map { Float($0 - Double($1)) }
  }

  subscript(t: Int) -> Double { Double(rounded[t]) + (rest.isEmpty ? 0 : Double(rest[t])) }

  /// K_it for so many t.
  var count: Int { rounded.count }

  /// How many numbers it holds.
  var numbers: Int { rounded.count + rest.count }

  /// Exchanges elements, one pair after another.
  mutating func swap(_ pairs: [(Int, Int)]) {
    for (a, b) in pairs { rounded.swapAt(a, b) }
    if rest.isEmpty { return }
    for (a, b) in pairs { rest.swapAt(a, b) }
  }
}
