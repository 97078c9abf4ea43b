extension Primitive {
  /// The operations of networks with operands that their derivatives can be tried on.
  static var ofNets: [Example] { losses + normalisations + attentions + convolutions + poolings }

  private static var losses: [Example] {
    [
      Example(operation: crossEntropy([2, 0, 4, 1]), shapes: [[4, 5]]),
      Example(operation: crossEntropy([0]), shapes: [[1, 1]]),
      Example(operation: crossEntropy([36, 3]), shapes: [[2, 37]], range: -30..<30),
      Example(operation: weighted, shapes: [[3, 5], [3, 5]]),
      Example(operation: binaryCrossEntropy, shapes: [[3, 5], [3, 5]]),
      Example(operation: binaryCrossEntropy, shapes: [[2, 3, 19], [2, 3, 19]]),
      Example(operation: binaryCrossEntropy, shapes: [[4], [4]]),
    ]
  }

  private static var normalisations: [Example] {
    [
      Example(operation: layerNorm(1e-5), shapes: [[3, 5], [5], [5]]),
      Example(operation: layerNorm(0.1), shapes: [[2, 3, 21], [21], [21]]),
      Example(operation: layerNorm(1e-5), shapes: [[70, 3], [3], [3]]),
      Example(operation: layerNorm(0.5), shapes: [[4], [4], [4]]),
      Example(operation: batchNorm(1e-5), shapes: [[4, 3], [3], [3]]),
      Example(operation: batchNorm(0.1), shapes: [[2, 3, 2, 4], [3], [3]]),
      Example(operation: batchNorm(0.1), shapes: [[1, 2, 19], [2], [2]]),
      Example(operation: normalized(floor: 1e-12), shapes: [[3, 5]]),
      Example(operation: normalized(floor: 1e-12), shapes: [[2, 2, 18]]),
      Example(operation: normalized(floor: 10), shapes: [[3, 5]]),
    ]
  }

  private static var attentions: [Example] {
    let cross = [[2, 2, 3, 2], [2, 2, 5, 2], [2, 2, 5, 2]]
    let padding: Tensor<Scalar> = [[1, 1, 0, 1, 0], [0, 0, 0, 0, 0]]
    return [
      Example(operation: attention(isCausal: false), shapes: cross),
      Example(operation: attention(isCausal: true), shapes: cross),
      Example(operation: attention(isCausal: false, mask: padding), shapes: cross),
      Example(
        operation: attention(isCausal: true), shapes: [[1, 1, 5, 3], [1, 1, 3, 3], [1, 1, 3, 3]]),
      Example(
        operation: attention(isCausal: true), shapes: [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]),
      Example(operation: selfAttention(heads: 2, isCausal: false), shapes: [[2, 3, 12]]),
      Example(operation: selfAttention(heads: 1, isCausal: true), shapes: [[1, 17, 9]]),
      Example(
        operation: selfAttention(heads: 3, isCausal: true, mask: padding), shapes: [[2, 5, 9]]),
    ]
  }

  private static var convolutions: [Example] {
    [
      Example(
        operation: conv2d(stride: 1, padding: 0), shapes: [[2, 2, 4, 5], [3, 2, 3, 2], [3]]),
      Example(
        operation: conv2d(stride: 2, padding: 1), shapes: [[2, 3, 5, 4], [2, 3, 3, 3], [2]]),
      Example(
        operation: conv2d(stride: 1, padding: 1), shapes: [[1, 1, 3, 3], [2, 1, 3, 3], [2]]),
      Example(
        operation: conv2d(stride: 1, padding: 0), shapes: [[2, 3, 2, 2], [4, 3, 1, 1], [4]]),
      Example(
        operation: conv2d(stride: 3, padding: 2), shapes: [[1, 1, 4, 6], [1, 1, 2, 4], [1]]),
    ]
  }

  private static var poolings: [Example] {
    [
      Example(operation: sum(from: 2), shapes: [[2, 3, 4, 5]]),
      Example(operation: sum(from: 0), shapes: [[3, 2]]),
      Example(operation: maxPool2d(kernel: 2, stride: 2), shapes: [[2, 2, 4, 5]]),
      Example(operation: maxPool2d(kernel: 3, stride: 1), shapes: [[1, 2, 5, 4]]),
      Example(operation: averagePool2d(kernel: 2, stride: 2), shapes: [[2, 2, 5, 4]]),
      Example(operation: averagePool2d(kernel: 3, stride: 2), shapes: [[2, 1, 5, 7]]),
      Example(operation: averagePool2d(kernel: 1, stride: 3), shapes: [[1, 1, 1, 1]]),
    ]
  }
}
