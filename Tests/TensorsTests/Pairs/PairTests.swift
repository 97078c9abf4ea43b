import Testing

@testable import Tensors

@Suite("Pairs of points and of variables") struct PairTests {
  private static let counts = [0, 1, 7, 8, 9, 63, 64, 65, 200]

  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  @Test(
    "squared distances and products are those of a plain loop, over any range",
    arguments: counts, [0, 1, 3, 20])
  func tiles(count: Int, features: Int) {
    let x = Tensor(numbers(count * features, seed: 1), shape: [count, features])
    var points = PointTiles(x)
    var order = Array(0..<count)
    if count > 1 {
      points.swapAt(0, count - 1)
      order.swapAt(0, count - 1)
    }
    for i in [0, count / 2, count - 1] where 0..<count ~= i {
      for range in [0..<count, count / 3..<count, 0..<count / 2, i..<i] {
        let (squares, products) = (
          points.squaredDistances(to: i, range), points.products(with: i, range)
        )
        #expect(squares.shape == [range.count] && products.shape == [range.count])
        for (place, n) in range.enumerated() {
          let (u, v) = (x.row(order[n]), x.row(order[i]))
          #expect(abs(Double(squares[place]) - square(u - v).sum().scalar) < 1e-4)
          #expect(abs(Double(products[place]) - (u * v).sum().scalar) < 1e-4)
          if n == i { #expect(squares[place] == 0) }
        }
      }
    }
  }

  @Test("the bits are the same with any number of threads")
  func threads() {
    let points = PointTiles(Tensor(numbers(3000 * 300, seed: 2), shape: [3000, 300]))
    let former = Threads.count
    defer { Threads.count = former }
    let rows = [1, 2, 3].map { count in
      Threads.count = count
      return points.squaredDistances(to: 5, 0..<3000).scalars
    }
    #expect(rows[0] == rows[1] && rows[0] == rows[2])
  }

  @Test("the extremes are the first ones that a plain loop finds", arguments: counts)
  func extremes(count: Int) {
    // Rounded, so that there are ties.
    let v = numbers(count, seed: 3).map { ($0 * 4).rounded() }
    let mask = numbers(count, seed: 4).map { $0 > 0 ? 0 : -Double.infinity }
    let open = (0..<count).filter { mask[$0] == 0 }
    let top = open.map { v[$0] }.max()
    let found = largest(v, plus: mask, count)
    #expect(found.value == top ?? -.infinity)
    #expect(found.index == open.first { v[$0] == top })
    #expect(least(v, plus: mask.map { -$0 }, count) == open.map { v[$0] }.min() ?? .infinity)
  }

  @Test("the partner is the first one with the largest b²/a", arguments: counts)
  func partner(count: Int) {
    let v = numbers(count, seed: 5)
    let mask = numbers(count, seed: 6).map { $0 > 0 ? 0 : Double.infinity }
    let row = numbers(count, seed: 7).map { Float($0) }
    let diagonal = numbers(count, seed: 8).map { abs($0) }
    let gains = (0..<count).map { t in
      let b = max(0.5 - (v[t] + mask[t]), 0)
      return b * b / max(1 + diagonal[t] - 2 * Double(row[t]), 1e-12)
    }
    let best = gains.max() ?? 0
    let found = steepestPartner(
      v, plus: mask, below: 0.5, row: row, diagonal: diagonal, curvature: 1, smallest: 1e-12, count)
    #expect(found == (best > 0 ? gains.firstIndex(of: best) : nil))
  }

  @Test("rows are subtracted from as many numbers as were asked for", arguments: counts)
  func subtraction(count: Int) {
    let start = numbers(count + 3, seed: 9)
    let a = numbers(count, seed: 10).map { Float($0) }
    let b = numbers(count, seed: 11).map { Float($0) }
    var (v, w) = (start, start)
    subtract(0.5, times: a, minus: b, from: &v, count)
    subtract(0.5, times: a, from: &w, first: 2)
    for t in 0..<count {
      #expect(abs(v[t] - (start[t] - 0.5 * (Double(a[t]) - Double(b[t])))) < 1e-12)
      #expect(abs(w[t + 2] - (start[t + 2] - 0.5 * Double(a[t]))) < 1e-12)
    }
    #expect(v[count...] == start[count...] && w[..<2] == start[..<2])
  }
}
