import Tensors

// x [N, D] · W [D, H] · c [H] · V [D, H] · b [D]

/// The neural autoregressive distribution estimator, row by row (Larochelle & Murray 2011).
enum NADE<Scalar: TensorScalar> {
  /// log p(x_n): a_1 = c, h_d = σ(a_d), p(x_d = 1 | x_<d) = σ(b_d + V_d·h_d), a_d+1 = a_d + x_d W_d.
  static var logLikelihood: RowFunction<Scalar> {
    RowFunction("NADE") { row in
      let (x, W, c, V, b) = (row.x, row[0], row[1], row[2], row[3])
      let (a, h, z) = (row.copy(c), row.vector(c.count), row.vector(b.count))
      for d in 0..<b.count {
        h.set(.sigmoid, of: a)
        z[d] = b[d] + dot(V.row(d), h)
        a += x[d] * W.row(d)
      }
      row.y[0] = dot(x, z)
      z.set(.softplus, of: z)
      row.y[0] -= z.sum()
    } gradient: { row in
      let (x, W, c, V, b) = (row.x, row[0], row[1], row[2], row[3])
      let (a, h, p) = (row.copy(c), row.matrix(b.count, c.count), row.vector(b.count))
      for d in 0..<b.count {
        h.row(d).set(.sigmoid, of: a)
        p[d] = b[d] + dot(V.row(d), h.row(d))
        a += x[d] * W.row(d)
      }
      p.set(.sigmoid, of: p)
      let (dW, dc, dV, db) = (row.gradient(0), row.gradient(1), row.gradient(2), row.gradient(3))
      let g = row.vector(c.count)
      for d in (0..<b.count).reversed() {
        let delta = row.dy[0] * (x[d] - p[d])
        dW.row(d) += x[d] * g
        dV.row(d) += delta * h.row(d)
        db[d] += delta
        g += delta * V.row(d) * h.row(d) * (1 - h.row(d))
      }
      dc += g
    }
  }

  /// A row of samples for a row of uniform numbers.
  static func samples(_ size: Int) -> RowFunction<Scalar> {
    RowFunction("NADE's samples", size: size) { row in
      let (u, W, c, V, b) = (row.x, row[0], row[1], row[2], row[3])
      let (x, a, h, p) = (row.y, row.copy(c), row.vector(c.count), row.vector(1))
      for d in 0..<size {
        h.set(.sigmoid, of: a)
        p[0] = b[d] + dot(V.row(d), h)
        p.set(.sigmoid, of: p)
        x[d] = u[d] < p[0] ? 1 : 0
        a += x[d] * W.row(d)
      }
    }
  }

  /// W, c, V and b for vectors of `size` and so many hidden units.
  static func parameters(_ size: Int, _ hidden: Int, seed: UInt64 = 1) -> [Tensor<Scalar>] {
    [[size, hidden], [hidden], [size, hidden], [size]].enumerated().map {
      sample($1, seed: seed + UInt64($0))
    }
  }
}
