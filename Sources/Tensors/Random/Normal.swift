import Glibc

extension RandomSource {
  /// A number from the normal distribution, by the ziggurat.
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    mean + deviation * Ziggurat.standard.draw(using: &self)
  }
}

/// The normal density under a stack of layers of equal area (Marsaglia & Tsang 2000).
///
/// A point of a layer is kept at once where the layer above covers it, which 98.5 % are: one random
/// word, one product and one comparison. Its 8 lowest bits choose the layer and its 53 highest the
/// place, so that the two do not depend on each other (Doornik 2005).
struct Ziggurat: Sendable {
  /// A layer from `density` up to `densityAbove`.
  struct Layer: Sendable {
    /// Where its right edge is: x_i.
    var width: Double
    /// Where that of the layer above is: x_{i+1}.
    var inner: Double
    /// exp(−x_i² / 2).
    var density: Double
    /// exp(−x_{i+1}² / 2).
    var densityAbove: Double
  }

  static let standard = Ziggurat()

  /// The right edge of the lowest layer, behind which the tail begins.
  static let tail = 3.6541528853610088

  /// From the bottom, 256; the lowest is the strip under the density at `tail` with the tail itself.
  let layers: [Layer]

  init() {
    func density(_ x: Double) -> Double { exp(-0.5 * x * x) }
    // The area of the lowest layer, R f(R) + ∫ f behind R, is that of all.
    let base = density(Self.tail)
    let area = Self.tail * base + sqrt(.pi / 2) * erfc(Self.tail / sqrt(2))
    var layers = [Layer(width: area / base, inner: Self.tail, density: 0, densityAbove: base)]
    for index in 1..<256 {
      let (x, y) = (layers[index - 1].inner, layers[index - 1].densityAbove)
      let above = index == 255 ? 1 : y + area / x
      layers.append(
        Layer(width: x, inner: sqrt(-2 * log(above)), density: y, densityAbove: above))
    }
    self.layers = layers
  }

  /// A standard normal number.
  @inline(__always)
  func draw(using random: inout RandomSource) -> Double {
    let word = random.next()
    let index = Int(truncatingIfNeeded: word & 255)
    let layer = layers[index]
    let x = Double(Int64(bitPattern: word) >> 11) * 0x1p-52 * layer.width
    if abs(x) < layer.inner { return x }
    return edge(index, x, using: &random)
  }

  /// What becomes of a point that the layer above does not cover.
  @inline(never)
  private func edge(_ index: Int, _ x: Double, using random: inout RandomSource) -> Double {
    if index == 0 { return x < 0 ? -tail(using: &random) : tail(using: &random) }
    let layer = layers[index]
    let y = layer.density + (layer.densityAbove - layer.density) * random.uniform()
    return y < exp(-0.5 * x * x) ? x : draw(using: &random)
  }

  /// A number from the tail (Marsaglia 1964).
  private func tail(using random: inout RandomSource) -> Double {
    while true {
      let beyond = random.exponential() / Self.tail
      if 2 * random.exponential() > beyond * beyond { return Self.tail + beyond }
    }
  }
}
