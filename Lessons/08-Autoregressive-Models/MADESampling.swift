import Margin

extension MaskedAutoencoder {
  /// A vector for each row of logistic noise, pixel after pixel in the order of the masks.
  ///
  /// A whole pass gives one pixel of each vector; with a single hidden layer the sums below it go on from
  /// pixel to pixel, as NADE's do, so that a vector takes O(HD).
  @specialized(where Scalar == Float)
  func samples(_ noise: Tensor<Scalar>, _ M: MADEMasks<Scalar>) -> Tensor<Scalar> {
    withoutGradients {
      let D = noise.shape[1]
      // A pixel's place is the number of those that come before it.
      let place = M.direct.sum(axis: 1).scalars.map { Int($0) }
      let order = (0..<D).sorted { place[$0] < place[$1] }
      if layers.count == 1, direct == nil { return runningSums(noise, M, order) }
      var x = Tensor<Scalar>.zeros(noise.shape[0], D)
      for d in order {
        let isOne = noise.column(d) .< logits(x, M).column(d)
        for n in 0..<noise.shape[0] { x[n, d] = isOne[n] }
      }
      return x
    }
  }

  private func runningSums(
    _ noise: Tensor<Scalar>, _ M: MADEMasks<Scalar>, _ order: [Int]
  ) -> Tensor<Scalar> {
    let sample = RowFunction<Scalar>("MADE's samples", size: order.count) { row in
      let (noise, x, W, V, c) = (row.x, row.y, row[0], row[2], row[3])
      let (a, h) = (row.copy(row[1]), row.vector(row[1].count))
      var isNew = true
      for d in order {
        if isNew { h.set(.relu, of: a) }
        x[d] = noise[d] < c[d] + dot(V.row(d), h) ? 1 : 0
        isNew = x[d] != 0
        a += x[d] * W.row(d)
      }
    }
    let (first, c) = (layers[0], output.bias?.value ?? .zeros(order.count))
    return sample(
      noise, (first.weight * M.hidden[0]).transposed(), first.bias?.value ?? .zeros(0),
      output.weight * M.output, c)
  }
}
