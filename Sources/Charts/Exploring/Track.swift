/// Points that are read one after the other: a curve, a group, a path, bins.
struct Track {
  let name: String
  let x: [Double]
  let y: [Double]
  /// Whether a point is known by its number; else by its place.
  var keepsNumbers = false

  var count: Int { min(x.count, y.count) }

  func isFinite(_ index: Int) -> Bool { x[index].isFinite && y[index].isFinite }

  /// The first point that can be read, or the last one.
  func end(isLast: Bool) -> Int? {
    isLast ? (0..<count).last(where: isFinite) : (0..<count).first(where: isFinite)
  }

  /// The point nearest to `place`, in x first.
  func nearest(toX place: Double, y height: Double) -> Int? {
    var best: (index: Int, x: Double, y: Double)?
    for index in 0..<count where isFinite(index) {
      let distance = (abs(x[index] - place), abs(y[index] - height))
      if let best, (best.x, best.y) <= distance { continue }
      best = (index, distance.0, distance.1)
    }
    return best?.index
  }
}
