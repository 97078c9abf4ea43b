/// The shape to which two shapes broadcast, aligned at their last axis; nil where they do not fit.
func broadcastShape(_ a: [Int], _ b: [Int]) -> [Int]? {
  var shape = a.count >= b.count ? a : b
  let other = a.count >= b.count ? b : a
  for (axis, size) in zip(shape.indices.reversed(), other.reversed()) where shape[axis] != size {
    if shape[axis] == 1 {
      shape[axis] = size
    } else if size != 1 {
      return nil
    }
  }
  return shape
}

extension Tensor {
  /// `operation` on all pairs of elements; its name is for the error.
  @inline(__always)
  static func combined(
    _ a: Tensor, _ b: Tensor, _ name: String, _ operation: (Scalar, Scalar) -> Scalar
  ) -> Tensor {
    guard let shape = broadcastShape(a.shape, b.shape) else {
      stop("\(name): the shapes \(a.shape) and \(b.shape) do not fit together")
    }
    let a = a.broadcastView(to: shape)
    let b = b.broadcastView(to: shape)
    // A matrix that lies column by column is worked on, and stays, in that order.
    if a.isColumnMajor || (b.isColumnMajor && !a.isContiguous) {
      return combinedInOrder(a.transposedView, b.transposedView, operation).transposedView
    }
    return combinedInOrder(a, b, operation)
  }

  @inline(__always)
  private static func combinedInOrder(
    _ a: Tensor, _ b: Tensor, _ operation: (Scalar, Scalar) -> Scalar
  ) -> Tensor {
    if a.isContiguous, b.isContiguous {
      return Tensor(shape: a.shape) { output in
        a.withElements { x in
          b.withElements { y in
            for i in 0..<a.count { output[i] = operation(x[i], y[i]) }
          }
        }
      }
    }
    let (inner, stepA, stepB) = (a.shape.last ?? 1, a.strides.last ?? 0, b.strides.last ?? 0)
    return Tensor(shape: a.shape) { output in
      var output = output
      a.elements.withUnsafeBufferPointer { x in
        b.elements.withUnsafeBufferPointer { y in
          guard let x = x.baseAddress, let y = y.baseAddress else { return }
          forEachStart(of: [a.strides, b.strides], in: a.shape.dropLast()) { starts in
            let (x, y) = (x + a.offset + starts[0], y + b.offset + starts[1])
            switch (stepA, stepB) {
            case (1, 1): for i in 0..<inner { output[i] = operation(x[i], y[i]) }
            case (1, 0):
              let y = y[0]
              for i in 0..<inner { output[i] = operation(x[i], y) }
            case (0, 1):
              let x = x[0]
              for i in 0..<inner { output[i] = operation(x, y[i]) }
            default:
              for i in 0..<inner { output[i] = operation(x[i * stepA], y[i * stepB]) }
            }
            output += inner
          }
        }
      }
    }
  }

  typealias ElementLoop = (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void

  /// Each element through `loop`, which may run over all of them in any order.
  static func mapped(_ x: Tensor, by loop: ElementLoop) -> Tensor {
    if x.isColumnMajor { return mapped(x.transposedView, by: loop).transposedView }
    return Tensor(shape: x.shape) { output in x.withElements { loop($0, output, x.count) } }
  }

  /// All pairs of elements of two arrays of one shape through `loop`.
  static func mapped(
    _ a: Tensor, _ b: Tensor,
    by loop: (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) ->
      Void
  ) -> Tensor {
    let count = a.count
    return Tensor(shape: a.shape) { output in
      a.withElements { a in b.withElements { b in loop(a, b, output, count) } }
    }
  }

  /// `fill` from all elements to as many, in the order in which they lie.
  @inline(__always)
  static func filled(
    _ x: Tensor, _ fill: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
  ) -> Tensor {
    if x.isColumnMajor { return filled(x.transposedView, fill).transposedView }
    return Tensor(shape: x.shape) { output in x.withElements { fill($0, output, x.count) } }
  }
}
