import Margin

// Points in the plane and on a line, made by the run's seed.

/// Two half circles that reach into each other, in turn, with noise of deviation 0.2.
func moons(_ count: Int, using random: inout RandomSource) -> Dataset {
  made(count) { n in
    let angle = Double.pi * random.uniform()
    let place =
      n % 2 == 0 ? (1 - cos(angle), 0.5 - sin(angle)) : (cos(angle), sin(angle))
    return (place.0 + 0.2 * random.normal(), place.1 + 0.2 * random.normal())
  }
}

/// Two round clouds, nearly always with room between them.
func clouds(_ count: Int, using random: inout RandomSource) -> Dataset {
  made(count) { n in
    let side = n % 2 == 0 ? 1.0 : -1.0
    return (1.2 * side + 0.5 * random.normal(), 0.8 * side + 0.5 * random.normal())
  }
}

/// A sine with noise of deviation 0.2: the last column is what a regression aims at.
func sine(_ count: Int, using random: inout RandomSource) -> Dataset {
  let x = (0..<count).map { _ in 6 * random.uniform() }.sorted()
  let y = x.map { sin($0) + 0.2 * random.normal() }
  return Dataset(
    name: "sine", features: Tensor(columns: [Tensor(x), Tensor(y)]), featureNames: ["x", "y"])
}

/// Points of the classes +1 and −1 in turn.
private func made(_ count: Int, _ point: (Int) -> (Double, Double)) -> Dataset {
  let points = (0..<count).map(point)
  return Dataset(
    name: "made",
    features: Tensor(columns: [Tensor(points.map(\.0)), Tensor(points.map(\.1))]),
    featureNames: ["x", "y"], labels: (0..<count).map { $0 % 2 }, classNames: ["+1", "−1"])
}
