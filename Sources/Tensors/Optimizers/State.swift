/// What an optimiser remembers of each element of its parameters: so many numbers, 0 at first.
struct OptimizerState<Scalar: TensorScalar> {
  /// For each parameter an array of as many numbers as it has elements, times `slots`.
  private var values: [[Scalar]]

  init(_ parameters: [Parameter<Scalar>], slots: Int) {
    values = parameters.map { Array(repeating: 0, count: slots * $0.storage.count) }
  }

  /// Calls `body` for every parameter that has a gradient with its number, its elements, their
  /// gradients, what is remembered of them (slot s begins at s · count), and their count.
  mutating func update(
    _ parameters: [Parameter<Scalar>],
    _ body: (
      Int, UnsafeMutablePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int
    ) -> Void
  ) {
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.gradient, gradient.count > 0 else { continue }
      gradient.withElements { g in
        parameter.storage.elements.withUnsafeMutableBufferPointer { w in
          values[index].withUnsafeMutableBufferPointer { state in
            // A state without slots has no address, and is not read.
            let address = w.baseAddress.unsafelyUnwrapped
            body(index, address, g, state.baseAddress ?? address, gradient.count)
          }
        }
      }
    }
  }
}
