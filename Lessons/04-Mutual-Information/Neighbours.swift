import Margin

// x, y: n numbers each · eps_i: the distance of point i to its k-th neighbour in the maximum norm

/// I(X; Y) in nats from distances to neighbours, without bins.
///
/// Kraskov, Stögbauer & Grassberger (2004), equation 8: ψ(k) + ψ(n) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩, with
/// n_x and n_y the other points that are nearer than eps in x and in y alone.
func neighbourInformation(_ x: [Double], _ y: [Double], k: Int) -> Double {
  let n = x.count
  let order = x.indices.sorted { x[$0] < x[$1] }
  let (byX, ys) = (order.map { x[$0] }, order.map { y[$0] })
  let byY = y.sorted()
  var sum = 0.0
  var nearest = [Double](repeating: 0, count: k)
  for i in 0..<n {
    let eps = kthDistance(i, byX, ys, &nearest)
    sum += digamma(Double(count(byX, around: byX[i], within: eps) + 1))
    sum += digamma(Double(count(byY, around: ys[i], within: eps) + 1))
  }
  return digamma(Double(k)) + digamma(Double(n)) - sum / Double(n)
}

/// The distance of point i to its k-th neighbour; points in the order of x.
///
/// It looks outward along x, and stops where x alone is farther than the k-th so far.
private func kthDistance(
  _ i: Int, _ x: [Double], _ y: [Double], _ nearest: inout [Double]
) -> Double {
  let last = nearest.count - 1
  for slot in 0...last { nearest[slot] = .infinity }
  var (left, right) = (i - 1, i + 1)
  while true {
    let toLeft = left >= 0 ? x[i] - x[left] : .infinity
    let toRight = right < x.count ? x[right] - x[i] : .infinity
    if min(toLeft, toRight) >= nearest[last] { return nearest[last] }
    let (j, along) = toLeft <= toRight ? (left, toLeft) : (right, toRight)
    if toLeft <= toRight { left -= 1 } else { right += 1 }
    var distance = max(along, abs(y[j] - y[i]))
    // An insertion into the k nearest, which are few.
    for slot in 0...last where distance < nearest[slot] { swap(&distance, &nearest[slot]) }
  }
}

/// How many of the sorted `values`, the one in the middle left out, are nearer than `width` to it.
private func count(_ values: [Double], around middle: Double, within width: Double) -> Int {
  func first(where isBehind: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let half = (low + high) / 2
      if isBehind(values[half]) { high = half } else { low = half + 1 }
    }
    return low
  }
  let begin = first { middle - $0 < width }
  return first { $0 - middle >= width } - begin - 1
}

/// ψ(x), the slope of ln Γ, for x > 0; −∞ at 0.
func digamma(_ x: Double) -> Double {
  if x <= 0 { return -.infinity }
  var (x, sum) = (x, 0.0)
  // The series is exact to rounding from 6 on.
  while x < 6 {
    sum -= 1 / x
    x += 1
  }
  let z = 1 / (x * x)
  let series =
    z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - z * 691 / 32760)))))
  return sum + log(x) - 1 / (2 * x) - series
}

/// Whether numbers repeat, so that distances between them say nothing.
func hasTies(_ values: [Double]) -> Bool { Set(values).count < values.count }
