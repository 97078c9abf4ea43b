import Margin

/// A picture of 32 × 32 pixels in red, green and blue, a plane each, with values around 0 … 1.
struct Picture {
  static let side = 32
  private static let area = side * side

  private var values = [Float](repeating: 0, count: 3 * area)

  /// The picture of a scene: a shaded ground, dull specks, the objects, and noise over all.
  init(of scene: Scene, using random: inout RandomSource) {
    fill(scene.ground.rgb, using: &random)
    for _ in 0..<random.integer(below: 5) { addSpeck(using: &random) }
    for object in scene.objects { add(object, using: &random) }
    let noise = Tensor<Float>.normal([values.count], deviation: 0.04, using: &random).scalars
    for i in values.indices { values[i] += noise[i] }
  }

  /// The values from 0 to 255, red first.
  var bytes: [UInt8] { values.map { UInt8(min(max($0, 0), 1) * 255 + 0.5) } }

  /// A colour that grows linearly lighter in some direction, by a quarter to each side at most.
  private mutating func fill(_ rgb: (Float, Float, Float), using random: inout RandomSource) {
    let slopeX = Float(random.uniform(in: -0.25..<0.25)) / 16
    let slopeY = Float(random.uniform(in: -0.25..<0.25)) / 16
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        let shade = 1 + slopeX * (Float(column) - 15.5) + slopeY * (Float(row) - 15.5)
        let pixel = row * Self.side + column
        values[pixel] = rgb.0 * shade
        values[pixel + Self.area] = rgb.1 * shade
        values[pixel + 2 * Self.area] = rgb.2 * shade
      }
    }
  }

  /// A dot below any object's size, of any grey.
  private mutating func addSpeck(using random: inout RandomSource) {
    let (x, y) = (random.uniform(in: 1..<31), random.uniform(in: 1..<31))
    let radius = random.uniform(in: 0.6..<1.2)
    let grey = Float(random.uniform(in: 0.2..<0.7))
    draw(.circle, x, y, radius, (grey, grey, grey))
  }

  private mutating func add(_ object: SceneObject, using random: inout RandomSource) {
    let brightness = Float(random.uniform(in: 0.85..<1.1))
    func jittered(_ value: Float) -> Float {
      value * brightness + Float(random.normal(deviation: 0.03))
    }
    let rgb = object.kind.color.rgb
    draw(
      object.kind.shape, object.x, object.y, object.radius,
      (jittered(rgb.0), jittered(rgb.1), jittered(rgb.2)))
  }

  /// Covers each pixel as far as the shape does: half at its edge.
  private mutating func draw(
    _ shape: ObjectShape, _ x: Double, _ y: Double, _ radius: Double, _ rgb: (Float, Float, Float)
  ) {
    let reach = 1.2 * radius + 1
    let columns = Self.pixels(x - reach, x + reach)
    for row in Self.pixels(y - reach, y + reach) {
      for column in columns {
        let distance = shape.distance(
          Float(column) + 0.5 - Float(x), Float(row) + 0.5 - Float(y), radius: Float(radius))
        let cover = min(max(0.5 - distance, 0), 1)
        if cover == 0 { continue }
        let pixel = row * Self.side + column
        values[pixel] += cover * (rgb.0 - values[pixel])
        values[pixel + Self.area] += cover * (rgb.1 - values[pixel + Self.area])
        values[pixel + 2 * Self.area] += cover * (rgb.2 - values[pixel + 2 * Self.area])
      }
    }
  }

  private static func pixels(_ from: Double, _ to: Double) -> Range<Int> {
    let first = min(max(Int(from), 0), side)
    return first..<max(first, min(Int(to) + 1, side))
  }
}
