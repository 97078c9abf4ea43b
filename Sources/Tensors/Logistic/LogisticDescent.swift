import Glibc

extension LogisticBatch {
  /// Makes a step of gradient descent for each regression in turn.
  ///
  /// Of the loss ℓ = −Σ ln σ(±u · h), with h the mean of the inputs' rows: with g = y − σ(u · h), taken
  /// before the step, u ← u + η g h and v ← v + η Σ g u for each input's row v, divided by the number of
  /// inputs where the gradient is the true one. A row that stands there twice moves twice. One thread
  /// works, so that the same batch gives the same bits.
  ///
  /// - Parameters:
  ///   - v: The inputs' vectors V [N, D].
  ///   - u: The outputs' vectors U [M, D].
  ///   - rate: η.
  ///   - dividesByInputs: Whether each input gets its share 1/|c| of the gradient of h; word2vec.c gives
  ///     the whole to each.
  /// - Returns: The sum of the losses in nats, each before its step.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func descend<Scalar: TensorScalar>(
    _ v: inout Tensor<Scalar>, _ u: inout Tensor<Scalar>, rate: Double, dividesByInputs: Bool = true
  ) -> Double {
    require(
      v.rank == 2 && u.rank == 2 && v.shape[1] == u.shape[1],
      "LogisticBatch: matrices of equally long rows are needed, not \(v.shape) and \(u.shape)")
    check(inputs, v.shape[0], "V")
    check(outputs, u.shape[0], "U")
    v = v.withOwnElements()
    u = u.withOwnElements()
    let size = v.shape[1]
    if count == 0 || size == 0 { return Double(outputEnds.last ?? 0) * Glibc.log(2) }
    return v.elements.withUnsafeMutableBufferPointer { v in
      u.elements.withUnsafeMutableBufferPointer { u in
        Scalar.routines.loops.logisticSteps(
          v.baseAddress.unsafelyUnwrapped, u.baseAddress.unsafelyUnwrapped, size: size, self,
          rate: Scalar(rate), dividesByInputs: dividesByInputs)
      }
    }
  }

  private func check(_ rows: [Int32], _ count: Int, _ name: String) {
    var (low, high): (Int32, Int32) = (0, -1)
    for row in rows { (low, high) = (min(low, row), max(high, row)) }
    require(
      low >= 0 && Int(high) < count,
      "LogisticBatch: \(name) of \(count) rows has no row \(low < 0 ? low : high)")
  }
}
