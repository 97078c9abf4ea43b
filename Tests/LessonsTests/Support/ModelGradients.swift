import Margin

/// How far the gradients of a model's loss are from central differences, at some numbers of each
/// parameter: the largest, relative to the larger of 1 and the gradient.
func gradientError<Model: Module>(
  of model: Model, samples: Int = 4, _ loss: () -> Tensor<Double>
) throws -> Double where Model.Scalar == Double {
  let parameters = model.parameters
  for parameter in parameters { parameter.gradient = nil }
  try loss().backward()
  let gradients = parameters.map(\.gradient)
  var largest = 0.0
  for (parameter, gradient) in zip(parameters, gradients) {
    let value = parameter.value
    for place in stride(from: 0, to: value.count, by: max(1, value.count / samples)) {
      func moved(by step: Double) -> Double {
        var scalars = value.scalars
        scalars[place] += step
        parameter.value = Tensor(scalars, shape: value.shape)
        defer { parameter.value = value }
        return loss().scalar
      }
      let slope = (moved(by: 1e-6) - moved(by: -1e-6)) / 2e-6
      let own = gradient?.scalars[place] ?? 0
      largest = max(largest, abs(slope - own) / max(1, abs(slope)))
    }
  }
  return largest
}
