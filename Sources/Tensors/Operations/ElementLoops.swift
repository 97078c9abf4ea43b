import Glibc

/// What is computed from two elements, in a loop compiled for each scalar type.
enum PairLoop {
  case add, subtract, multiply, divide
  case maximum, minimum
  /// 1 where it holds, else 0.
  case less, lessOrEqual, equal
  /// The first where the second, a mask, is not 0, and where it is; else 0.
  case keep, drop
  /// Derivatives times dy, the first operand, from the result y.
  case reluGradient, tanhGradient, sigmoidGradient
  /// From the operand x: dy times its sign.
  case absGradient
}

/// What is computed from one element.
enum ElementLoop {
  case negate
  /// 1 where it is 0, else 0.
  case isZero
}

extension Tensor {
  /// All pairs of elements through `loop`, with broadcasting; `name` is for the error.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func pairs(_ loop: PairLoop, _ a: Tensor, _ b: Tensor, _ name: String) -> Tensor {
    switch loop {
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
    case .reluGradient: combined(a, b, name) { dy, y in y > 0 ? dy : 0 }
    case .tanhGradient: combined(a, b, name) { dy, y in dy * (1 - y * y) }
    case .sigmoidGradient: combined(a, b, name) { dy, y in dy * y * (1 - y) }
    case .absGradient: combined(a, b, name) { dy, x in x > 0 ? dy : x < 0 ? -dy : 0 * dy }
    }
  }

  /// Each element through `loop`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func elements(_ loop: ElementLoop) -> Tensor {
    switch loop {
    case .negate: Self.filled(self) { x, y, count in for i in 0..<count { y[i] = -x[i] } }
    case .isZero:
      Self.filled(self) { x, y, count in for i in 0..<count { y[i] = x[i] == 0 ? 1 : 0 } }
    }
  }

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
        for i in 0..<count { sum[i] += more[i] }
      }
    }
  }
}
