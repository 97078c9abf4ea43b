/// A step over the root of gathered squares.
struct SquareRootStep<Scalar> {
  var kept: Scalar
  var added: Scalar
  var rate: Scalar
  var epsilon: Scalar
  var decay: Scalar
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func descend<Scalar: TensorScalar>(
  _ w: UnsafeMutablePointer<Scalar>, _ g: UnsafePointer<Scalar>, _ v: UnsafeMutablePointer<Scalar>,
  _ count: Int, _ step: SquareRootStep<Scalar>
) {
  Threads.parallel(over: count, grain: optimizerGrain) { range in
    for i in range {
      let g = g[i] + step.decay * w[i]
      v[i] = step.kept * v[i] + step.added * g * g
      w[i] -= step.rate * g / (v[i].squareRoot() + step.epsilon)
    }
  }
}
