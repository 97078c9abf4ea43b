import Glibc

// Losses of classifiers, from logits: no probability is ever rounded to 0 before its logarithm.
extension Primitive {
  /// −ln softmax(x)_t of each row and its target t, the mean of the rows: dy (softmax(x) − e_t) / N.
  static func crossEntropy(_ targets: [Int]) -> Primitive {
    Primitive("crossEntropy") { x in
      let (loss, gradient) = x[0].stoppingGradient().crossEntropy(targets)
      return (loss, { dy in [dy.scalar == 1 ? gradient : gradient * dy] })
    }
  }

  /// t x, 0 where t is 0, whatever x is: dy x and dy t.
  static var weighted: Primitive {
    Primitive("crossEntropy") { operands in
      let (t, x) = (operands[0].stoppingGradient(), operands[1].stoppingGradient())
      let (wantsT, wantsX) = (operands[0].wantsGradient, operands[1].wantsGradient)
      return (t.flow(x), { dy in [wantsT ? dy.flow(x) : nil, wantsX ? dy.flow(t) : nil] })
    }
  }

  /// Σ ln(1 + eˡ) − l t along the last axis: dy (σ(l) − t) and −dy l.
  static var binaryCrossEntropy: Primitive {
    Primitive("binaryCrossEntropy") { operands in
      let (logits, targets) = (operands[0], operands[1])
      let (loss, difference) = logits.stoppingGradient().binaryCrossEntropy(targets)
      return (
        loss,
        { dy in
          let dy = dy.unsqueezed(axis: -1)
          return [
            logits.wantsGradient ? difference * dy : nil,
            targets.wantsGradient ? -dy.flow(logits.stoppingGradient()) : nil,
          ]
        }
      )
    }
  }
}

/// The mean of −ln softmax(x)_t over rows of logits [N, C] and their targets t, N of 0 … C − 1.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func crossEntropy<Scalar>(_ logits: Tensor<Scalar>, _ targets: [Int]) -> Tensor<Scalar> {
  require(
    logits.rank == 2 && targets.count == logits.shape[0],
    "crossEntropy: logits of the shape \(logits.shape) and \(targets.count) targets")
  logits.checkRows(targets, below: logits.shape[1], "crossEntropy")
  return Primitive.crossEntropy(targets)(logits)
}

/// The mean of −Σ_c t_c ln softmax(x)_c over rows of logits [N, C] and of target probabilities [N, C].
public func crossEntropy<Scalar>(
  _ logits: Tensor<Scalar>, probabilities targets: Tensor<Scalar>
) -> Tensor<Scalar> {
  require(
    logits.rank == 2 && logits.shape == targets.shape,
    "crossEntropy: logits of the shape \(logits.shape), targets of \(targets.shape)")
  return -Primitive.weighted(targets, logits.logSoftmax(axis: 1)).sum() / Scalar(logits.shape[0])
}

/// −Σ t ln σ(l) + (1 − t) ln(1 − σ(l)) along the last axis, l the logits: [..., D] gives [...].
///
/// Each row's negative log-likelihood under independent coins, in nats; its `mean()` is the loss of
/// MADE (Germain et al. 2015).
public func binaryCrossEntropy<Scalar>(
  logits: Tensor<Scalar>, _ targets: Tensor<Scalar>
) -> Tensor<Scalar> {
  require(
    logits.rank >= 1 && logits.shape == targets.shape,
    "binaryCrossEntropy: logits of the shape \(logits.shape), targets of \(targets.shape)")
  return Primitive.binaryCrossEntropy(logits, targets)
}

extension Tensor {
  /// The mean loss, and its gradient (softmax(x) − e_t) / N.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func crossEntropy(_ targets: [Int]) -> (loss: Tensor, gradient: Tensor) {
    let (rows, classes) = (shape[0], shape[1])
    var losses = [Scalar](repeating: 0, count: rows)
    let weight = 1 / Scalar(rows)
    let gradient = Tensor(shape: shape) { gradient in
      losses.withUnsafeMutableBufferPointer { losses in
        guard let losses = losses.baseAddress else { return }
        withElements { x in
          targets.withUnsafeBufferPointer { targets in
            guard let targets = targets.baseAddress else { return }
            Scalar.routines.loops.crossEntropy(
              x, targets: targets, losses: losses, gradient, scale: weight, rows: rows,
              size: classes)
          }
        }
      }
    }
    return (Tensor(Tensor(losses).total() * weight), gradient)
  }

  /// The losses of the rows, and σ(l) − t.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func binaryCrossEntropy(_ targets: Tensor) -> (loss: Tensor, difference: Tensor) {
    let size = shape[rank - 1]
    let outer = Array(shape.dropLast())
    let rows = outer.reduce(1, *)
    var losses = [Scalar](repeating: 0, count: rows)
    let difference = Tensor(shape: shape) { difference in
      losses.withUnsafeMutableBufferPointer { losses in
        withElements { l in
          targets.withElements { t in
            Threads.parallel(over: rows, grain: Swift.max(1, 8192 / Swift.max(1, size))) { range in
              for row in range {
                let start = row * size
                losses[row] = coinLosses(l + start, t + start, difference + start, size)
              }
            }
          }
        }
      }
    }
    return (Tensor(losses, shape: outer), difference)
  }
}

/// Σ ln(1 + eˡ) − l t over a row, and σ(l) − t of each element.
@inline(__always)
private func coinLosses<Scalar: TensorScalar>(
  _ l: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>,
  _ difference: UnsafeMutablePointer<Scalar>, _ count: Int
) -> Scalar {
  let exp = Scalar.routines.functionLoops(Exponential.self).value
  let log1p = Scalar.routines.functionLoops(LogarithmOfOnePlus.self).value
  let block = 512
  return withScratch(of: Scalar.self, 2 * block) { e in
    let logarithms = e + block
    var loss = RunningSum<Scalar>()
    for start in stride(from: 0, to: count, by: block) {
      let size = Swift.min(block, count - start)
      let (l, t, difference) = (l + start, t + start, difference + start)
      for i in 0..<size { e[i] = -l[i].magnitude }
      exp(e, e, size)
      log1p(e, logarithms, size)
      loss.add(
        laneSum(size) { i in
          // What a sure prediction misses: 0 · ∞ is 0 here.
          let missed = l[i] > 0 ? 1 - t[i] : -t[i]
          return (missed == 0 ? 0 : l[i] * missed) + logarithms[i]
        })
      for i in 0..<size { difference[i] = (l[i] > 0 ? 1 : e[i]) / (1 + e[i]) - t[i] }
    }
    return loss.value
  }
}
