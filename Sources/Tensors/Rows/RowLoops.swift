// The loops over the numbers of views, compiled for both scalars.

/// y_i ← f(x_i).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowSet<Scalar: TensorScalar>(
  _ y: UnsafeMutablePointer<Scalar>, _ function: Activation, _ x: UnsafePointer<Scalar>,
  _ count: Int
) {
  Scalar.routines.functionLoops(function.function).value(x, y, count)
}

/// y_i ← y_i + x_i.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowAdd<Scalar: TensorScalar>(
  _ y: UnsafeMutablePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ count: Int
) {
  Scalar.routines.loops.add(y, x, y, count)
}

/// Σ x_i.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowSum<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
  Scalar.routines.loops.sum(x, count)
}

/// Σ x_i y_i.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowDot<Scalar: TensorScalar>(
  _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ count: Int
) -> Scalar {
  Scalar.routines.loops.dot(x, y, count)
}

/// sum_i ← sum_i + a x_i.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowMultiplyAdd<Scalar: TensorScalar>(
  _ sum: UnsafeMutablePointer<Scalar>, _ a: Scalar, _ x: UnsafePointer<Scalar>, _ count: Int
) {
  Scalar.routines.loops.multiplyAdd(sum, a, x, count)
}

/// sum_i ← sum_i + a x_i y_i (c − z_i), without the factors that are nil.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func rowMultiplyAdd<Scalar: TensorScalar>(
  _ sum: UnsafeMutablePointer<Scalar>, _ a: Scalar, _ x: UnsafePointer<Scalar>,
  _ y: UnsafePointer<Scalar>?, _ c: Scalar, minus z: UnsafePointer<Scalar>?, _ count: Int
) {
  switch (y, z) {
  case (let y?, let z?): for i in 0..<count { sum[i] += a * x[i] * y[i] * (c - z[i]) }
  case (let y?, nil): for i in 0..<count { sum[i] += a * x[i] * y[i] }
  case (nil, let z?): for i in 0..<count { sum[i] += a * x[i] * (c - z[i]) }
  case (nil, nil): Scalar.routines.loops.multiplyAdd(sum, a, x, count)
  }
}
