extension Primitive {
  /// Σ over C, kh and kw of filters [O, C, kh, kw] times what they see of x [N, C, H, W], plus b [O].
  ///
  /// With the patches X [places, K] of an image y = W Xᵀ + b: dX = dyᵀ W, each added where it was seen,
  /// dW = dy X, db = Σ dy.
  static func conv2d(stride: Int, padding: Int) -> Primitive {
    Primitive("conv2d") { operands in
      let (x, weight, bias) = (operands[0], operands[1], operands[2])
      let shape = ConvolutionShape(x.shape, weight.shape, stride: stride, padding: padding)
      let filters = weight.permutedView([0, 2, 3, 1]).contiguous
      let y =
        shape.isEmpty
        ? bias.reshapedView([shape.filters, 1, 1]).broadcastView(to: shape.outputShape)
        : Tensor(shape: shape.outputShape) { y in
          x.withElements { x in
            filters.withElements { filters in
              bias.withElements { shape.convolve(x, weight: filters, bias: $0, into: y) }
            }
          }
        }
      return (y, { dy in conv2dGradients(shape, dy, x, weight, filters) })
    }
  }

  private static func conv2dGradients(
    _ shape: ConvolutionShape, _ dy: Tensor<Scalar>, _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>,
    _ filters: Tensor<Scalar>
  ) -> [Tensor<Scalar>?] {
    if shape.isEmpty {
      let sums = dy.sum(axes: [0, 2, 3])
      return [
        Tensor(repeating: 0, shape: x.shape), Tensor(repeating: 0, shape: weight.shape), sums,
      ]
    }
    let size = shape.filters * shape.patch
    var sums = [Scalar](repeating: 0, count: shape.parts * shape.filters)
    var (dx, dW): (Tensor<Scalar>?, Tensor<Scalar>?)
    func compute(_ dx: UnsafeMutablePointer<Scalar>?, _ dW: UnsafeMutablePointer<Scalar>?) {
      sums.withUnsafeMutableBufferPointer { sums in
        dy.withElements { dy in
          x.withElements { x in
            filters.withElements { filters in
              shape.convolveBackwards(
                dy, x, weight: filters, into: dx, dW, sums.baseAddress.unsafelyUnwrapped)
            }
          }
        }
      }
    }
    func computeWithFilters(_ dx: UnsafeMutablePointer<Scalar>?) {
      if !weight.wantsGradient { return compute(dx, nil) }
      dW = Tensor(shape: [shape.parts, size]) { compute(dx, $0) }
    }
    if x.wantsGradient {
      dx = Tensor(shape: x.shape) { computeWithFilters($0) }
    } else {
      computeWithFilters(nil)
    }
    let patchOrder = [shape.filters, shape.kernelHeight, shape.kernelWidth, shape.channels]
    let total = dW.map {
      $0.sums(axis: 0, keepingAxis: false).reshapedView(patchOrder).permutedView([0, 3, 1, 2])
        .contiguous
    }
    let db = Tensor(sums, shape: [shape.parts, shape.filters]).sums(axis: 0, keepingAxis: false)
    return [dx, total, db]
  }
}

/// Filters moved over images: [N, C, H, W], weight [O, C, kh, kw] and bias [O] give [N, O, H′, W′].
///
/// y_o at a place is Σ_c Σ_i Σ_j weight_{o c i j} x_c at the place plus (i, j), plus bias_o (LeCun et
/// al. 1989; a cross-correlation, as usual). H′ = (H + 2 padding − kh) / stride + 1, rounded down.
///
/// - Parameters:
///   - x: The images.
///   - weight: The filters.
///   - bias: What is added; without it nothing.
///   - stride: How far apart the places are, in both directions.
///   - padding: How many zeros stand around an image on each side.
/// - Returns: What the filters see at each place.
public func conv2d<Scalar>(
  _ x: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, stride: Int = 1,
  padding: Int = 0
) -> Tensor<Scalar> {
  require(
    x.rank == 4 && weight.rank == 4 && x.shape[1] == weight.shape[1] && stride > 0 && padding >= 0
      && x.shape[2] + 2 * padding >= weight.shape[2] && weight.shape[2] > 0
      && x.shape[3] + 2 * padding >= weight.shape[3] && weight.shape[3] > 0,
    "conv2d: the shapes \(x.shape) and \(weight.shape) do not fit together, with stride \(stride) and "
      + "padding \(padding)")
  let bias = bias ?? Tensor(repeating: 0, shape: [weight.shape[0]])
  require(
    bias.shape == [weight.shape[0]],
    "conv2d: the bias has the shape \(bias.shape), the weight \(weight.shape)")
  return Primitive.conv2d(stride: stride, padding: padding)(x, weight, bias)
}
