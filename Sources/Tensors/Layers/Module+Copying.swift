/// The numbers of a model at one time; they don't change with it.
public struct ModuleSnapshot<Scalar: TensorScalar>: Hashable, Sendable {
  /// The names of its arrays.
  let names: [String]
  /// The arrays.
  let values: [Tensor<Scalar>]
}

extension Module {
  /// All parameters and buffers as they are now, such as those of the best epoch so far.
  ///
  /// Nothing is copied until the model changes.
  public func snapshot() -> ModuleSnapshot<Scalar> {
    let contents = contents
    return ModuleSnapshot(names: contents.map(\.name), values: contents.map { $0.array.storage })
  }

  /// Takes all parameters and buffers from a snapshot of this model, or of one of the same form.
  public func restore(_ snapshot: ModuleSnapshot<Scalar>) {
    let contents = contents
    requireSameForm(contents, snapshot.names, snapshot.values, "restore")
    for (entry, value) in zip(contents, snapshot.values) { entry.array.set(value) }
  }

  /// Takes the values of another model of the same form, those of its buffers too; nothing is shared.
  public func copyParameters(from other: Self) { restore(other.snapshot()) }

  /// Moves every parameter towards the other model's: θ ← decay θ + (1 − decay) θ′.
  ///
  /// So a momentum encoder follows the encoder that learns (He et al. 2020, equation 2). Buffers stay:
  /// each model's are statistics of what it has seen itself.
  ///
  /// - Parameters:
  ///   - other: A model of the same form.
  ///   - decay: How much of its own values it keeps: from 0 to 1.
  public func average(with other: Self, decay: Double) {
    require(
      decay >= 0 && decay <= 1, "average: the decay is \(decay), and one from 0 to 1 is needed")
    let (own, others) = (namedParameters, other.namedParameters)
    requireSameForm(
      own.map { .init(name: $0.name, array: $0.parameter) }, others.map(\.name),
      others.map { $0.parameter.storage }, "average")
    for (parameter, target) in zip(own, others) {
      if decay == 0 {
        // A sum would keep what is infinite or NaN: 0 · ∞ is not 0.
        parameter.parameter.value = target.parameter.storage
      } else {
        parameter.parameter.average(with: target.parameter.storage, decay: Scalar(decay))
      }
    }
  }

  private func requireSameForm(
    _ own: [ModuleContents<Scalar>.Entry], _ names: [String], _ values: [Tensor<Scalar>],
    _ operation: String
  ) {
    require(
      own.count == names.count,
      "\(operation): a model of \(own.count) arrays cannot take the values of \(names.count)")
    for (index, entry) in own.enumerated() {
      let (name, value) = (names[index], values[index])
      require(
        entry.name == name && entry.array.storage.shape == value.shape,
        "\(operation): “\(entry.name)” of the shape \(entry.array.storage.shape) cannot take the values "
          + "of “\(name)” of the shape \(value.shape)")
    }
  }
}

extension Parameter {
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func average(with other: Tensor<Scalar>, decay: Scalar) {
    let count = storage.count
    other.withElements { target in
      storage.elements.withUnsafeMutableBufferPointer { buffer in
        guard let own = buffer.baseAddress else { return }
        for i in 0..<count { own[i] = decay * own[i] + (1 - decay) * target[i] }
      }
    }
  }
}
