extension Operation {
  /// The operations of networks with operands that their derivatives can be tried on.
  static var ofNets: [Example] { losses + normalisations }

  private static var losses: [Example] {
    [
      Example(operation: crossEntropy([2, 0, 4, 1]), shapes: [[4, 5]]),
      Example(operation: crossEntropy([0]), shapes: [[1, 1]]),
      Example(operation: crossEntropy([36, 3]), shapes: [[2, 37]], range: -30..<30),
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
    ]
  }
}
