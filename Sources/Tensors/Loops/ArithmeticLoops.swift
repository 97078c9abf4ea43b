// Arithmetic of two arrays, and of an array and a number.

private struct Sum<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x + y }
}

private struct RectifiedSum<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V {
    let sum = x + y
    // NaN stays NaN.
    return V.select(sum < 0, 0, sum)
  }
}

private struct Difference<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x - y }
}

private struct ElementProduct<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x * y }
}

private struct Quotient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x / y }
}

private struct Plus<V: Lanes>: UnaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x + a }
}

private struct MinusFrom<V: Lanes>: UnaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { a - x }
}

struct Times<V: Lanes>: UnaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x * a }
}

private struct Over<V: Lanes>: UnaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x / a }
}

private struct Under<V: Lanes>: UnaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { a / x }
}

private struct MultiplyAdd<V: Lanes>: BinaryFunction {
  var a: V
  @inline(__always)
  func callAsFunction(_ y: V, _ x: V) -> V { a.times(x, plus: y) }
}

private struct ProductAdd<V: Lanes>: TernaryFunction {
  @inline(__always)
  func callAsFunction(_ z: V, _ x: V, _ y: V) -> V { x.times(y, plus: z) }
}

extension Loops {
  static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    map(x, y, z, count, Grain.light, Sum<Vector>())
  }
  static func addRectified(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    map(x, y, z, count, Grain.light, RectifiedSum<Vector>())
  }
  static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    map(x, y, z, count, Grain.light, Difference<Vector>())
  }
  static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    map(x, y, z, count, Grain.light, ElementProduct<Vector>())
  }
  static func divide(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    map(x, y, z, count, Grain.light, Quotient<Vector>())
  }

  static func add(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int) {
    map(x, z, count, Grain.light, Plus(a: Vector(repeating: a)))
  }
  static func subtract(_ a: Scalar, _ x: Input, _ z: Output, _ count: Int) {
    map(x, z, count, Grain.light, MinusFrom(a: Vector(repeating: a)))
  }
  static func multiply(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int) {
    map(x, z, count, Grain.light, Times(a: Vector(repeating: a)))
  }
  static func divide(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int) {
    map(x, z, count, Grain.light, Over(a: Vector(repeating: a)))
  }
  static func divide(_ a: Scalar, _ x: Input, _ z: Output, _ count: Int) {
    map(x, z, count, Grain.light, Under(a: Vector(repeating: a)))
  }

  static func multiplyAdd(_ y: Output, _ a: Scalar, _ x: Input, _ count: Int) {
    map(y, x, y, count, Grain.light, MultiplyAdd(a: Vector(repeating: a)))
  }
  static func multiplyAdd(_ z: Output, _ x: Input, _ y: Input, _ count: Int) {
    map(z, x, y, z, count, Grain.light, ProductAdd<Vector>())
  }
}
