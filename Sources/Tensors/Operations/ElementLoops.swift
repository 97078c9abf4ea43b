import Glibc

/// What is computed from two elements, in a loop compiled for each scalar type.
enum PairLoop {
  case add, subtract, multiply, divide
  case maximum, minimum
  /// 1 where it holds, else 0.
  case less, lessOrEqual, equal
  /// The first where the second, a mask, is not 0, and where it is; else 0.
  case keep, drop
  /// dy times a slope and dy over x, 0 where dy is 0: 0 · ∞ would be NaN.
  case flow, flowOver
}

extension Tensor {
  /// All pairs of elements through `loop`, with broadcasting; `name` is for the error.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func pairs(_ loop: PairLoop, _ a: Tensor, _ b: Tensor, _ name: String) -> Tensor {
    if let result = arithmetic(loop, a, b) { return result }
    return switch loop {
    case .add: combined(a, b, name) { $0 + $1 }
    case .subtract: combined(a, b, name) { $0 - $1 }
    case .multiply: combined(a, b, name) { $0 * $1 }
    case .divide: combined(a, b, name) { $0 / $1 }
    case .maximum: combined(a, b, name) { $0 > $1 || $0 != $0 ? $0 : $1 }
    case .minimum: combined(a, b, name) { $0 < $1 || $0 != $0 ? $0 : $1 }
    case .less: combined(a, b, name) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: combined(a, b, name) { $0 <= $1 ? 1 : 0 }
    case .equal: combined(a, b, name) { $0 == $1 ? 1 : 0 }
    case .keep: combined(a, b, name) { $1 != 0 ? $0 : 0 }
    case .drop: combined(a, b, name) { $1 != 0 ? 0 : $0 }
    case .flow: combined(a, b, name) { dy, slope in dy == 0 ? 0 : dy * slope }
    case .flowOver: combined(a, b, name) { dy, x in dy == 0 ? 0 : dy / x }
    }
  }

  /// Arithmetic of arrays of one shape that lie in order, or of such a one with a number; nil of others.
  private static func arithmetic(_ loop: PairLoop, _ a: Tensor, _ b: Tensor) -> Tensor? {
    guard [.add, .subtract, .multiply, .divide, .flow, .flowOver].contains(loop), a.isContiguous,
      b.isContiguous
    else { return nil }
    let loops = Scalar.routines.loops
    if a.shape == b.shape {
      return mapped(a, b) { x, y, z, count in
        switch loop {
        case .add: loops.add(x, y, z, count)
        case .subtract: loops.subtract(x, y, z, count)
        case .multiply: loops.multiply(x, y, z, count)
        case .flow: loops.flow(x, y, z, count)
        case .flowOver: loops.flow(x, over: y, z, count)
        default: loops.divide(x, y, z, count)
        }
      }
    }
    if b.count == 1, b.rank <= a.rank {
      let number = b.elements[b.offset]
      // Of an ordinary number the product and the quotient are what is asked for.
      if loop == .flow, !number.isFinite { return nil }
      if loop == .flowOver, number == 0 || number.isNaN { return nil }
      return mapped(a) { x, z, count in
        switch loop {
        case .add: loops.add(x, number, z, count)
        case .subtract: loops.add(x, -number, z, count)
        case .multiply, .flow: loops.multiply(x, number, z, count)
        default: loops.divide(x, number, z, count)
        }
      }
    }
    if a.count == 1, a.rank <= b.rank {
      let number = a.elements[a.offset]
      if number == 0, loop == .flow || loop == .flowOver { return nil }
      return mapped(b) { x, z, count in
        switch loop {
        case .add: loops.add(x, number, z, count)
        case .subtract: loops.subtract(number, x, z, count)
        case .multiply, .flow: loops.multiply(x, number, z, count)
        default: loops.divide(number, x, z, count)
        }
      }
    }
    return nil
  }

  /// This gradient times a slope; 0 where it is 0, whatever the slope is.
  func flow(_ slope: Tensor) -> Tensor { Self.pairs(.flow, self, slope, "gradient") }

  /// This gradient over x; 0 where it is 0, whatever x is.
  func flow(over x: Tensor) -> Tensor { Self.pairs(.flowOver, self, x, "gradient") }

  /// Adds `other`, whose shape is the same, in place where nobody else holds the elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func accumulate(_ other: Tensor) {
    guard isContiguous, elements.count == count, other.isContiguous else {
      self = Self.pairs(.add, self, other, "+")
      return
    }
    let count = count
    other.withElements { more in
      elements.withUnsafeMutableBufferPointer { buffer in
        guard let sum = buffer.baseAddress else { return }
        Scalar.routines.loops.add(sum, more, sum, count)
      }
    }
  }
}

extension Primitive {
  static var loops: any Loops<Scalar>.Type { Scalar.routines.loops }
}
