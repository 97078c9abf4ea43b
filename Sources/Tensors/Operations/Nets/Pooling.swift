extension Primitive {
  /// The largest in each window of an image: dy to where it was, the first of equals.
  static func maxPool2d(kernel: Int, stride: Int) -> Primitive {
    Primitive("maxPool2d") { x in
      let shape = PoolShape(x[0].shape, kernel, stride)
      let places = Storage<Int32>(shape.planes * shape.places)
      let y = x[0].windowMaxima(shape, places.base)
      return (y, { dy in [dy.sentToWindowMaxima(shape, places.base)] })
    }
  }

  /// The mean of each window of an image: dy / kernel² to all places of the window.
  static func averagePool2d(kernel: Int, stride: Int) -> Primitive {
    Primitive("averagePool2d") { x in
      let shape = PoolShape(x[0].shape, kernel, stride)
      return (x[0].windowMeans(shape), { dy in [dy.spreadOverWindows(shape)] })
    }
  }
}

/// The largest in each window of kernel × kernel places: [N, C, H, W] gives [N, C, H′, W′].
///
/// H′ = (H − kernel) / stride + 1, rounded down; without a stride the windows lie side by side.
public func maxPool2d<Scalar>(
  _ x: Tensor<Scalar>, kernel: Int, stride: Int? = nil
) -> Tensor<Scalar> {
  checkPool(x.shape, kernel, stride ?? kernel, "maxPool2d")
  return Primitive.maxPool2d(kernel: kernel, stride: stride ?? kernel)(x)
}

/// The mean of each window of kernel × kernel places: [N, C, H, W] gives [N, C, H′, W′].
///
/// H′ = (H − kernel) / stride + 1, rounded down; without a stride the windows lie side by side.
public func averagePool2d<Scalar>(
  _ x: Tensor<Scalar>, kernel: Int, stride: Int? = nil
) -> Tensor<Scalar> {
  checkPool(x.shape, kernel, stride ?? kernel, "averagePool2d")
  return Primitive.averagePool2d(kernel: kernel, stride: stride ?? kernel)(x)
}

private func checkPool(_ shape: [Int], _ kernel: Int, _ stride: Int, _ name: String) {
  require(
    shape.count == 4 && kernel > 0 && stride > 0 && shape[2] >= kernel && shape[3] >= kernel,
    "\(name): the shape \(shape) does not fit windows of \(kernel) × \(kernel), stride \(stride)")
}
