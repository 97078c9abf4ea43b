extension Primitive {
  /// Σ x over all axes from `first` on, which stay with size 1: dy repeated over them.
  ///
  /// The mean over an image's places is this; one pass there, and one back.
  static func sum(from first: Int) -> Primitive {
    Primitive("sum") { x in
      let shape = x[0].shape
      return (x[0].trailingSums(first), { dy in [dy.repeatedOver(shape, from: first)] })
    }
  }
}

extension Tensor {
  fileprivate func trailingSums(_ first: Int) -> Tensor {
    let sums = plainTrailingSums(first)
    if sums.isFinite || !isFinite { return sums }
    return withoutOverflow(in: sums) { $0.plainTrailingSums(first) }
  }

  private func plainTrailingSums(_ first: Int) -> Tensor {
    let rows = shape[..<first].reduce(1, *)
    let size = shape[first...].reduce(1, *)
    let kept = shape[..<first] + [Int](repeating: 1, count: rank - first)
    return Tensor(shape: Array(kept)) { sums in
      withElements { Scalar.routines.loops.rowSums($0, rows: rows, size: size, sums) }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func repeatedOver(_ shape: [Int], from first: Int) -> Tensor {
    let rows = shape[..<first].reduce(1, *)
    let size = shape[first...].reduce(1, *)
    return Tensor(shape: shape) { dx in
      withElements { dy in
        Threads.parallel(over: rows, grain: 1 + 32768 / (size + 1)) { range in
          for row in range {
            let (dx, dy) = (dx + row * size, dy[row])
            for i in 0..<size { dx[i] = dy }
          }
        }
      }
    }
  }
}
