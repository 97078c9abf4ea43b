/// How the channels, axis 1, lie: N blocks of C runs of `inner` numbers.
struct Channels {
  var count: Int
  var blocks: Int
  var inner: Int
  var size: Int { blocks * inner }

  init(of shape: [Int]) {
    count = shape[1]
    blocks = shape[0]
    inner = shape.dropFirst(2).reduce(1, *)
  }

  var grain: Int { 1 + 16384 / (size + 1) }

  /// Σ term(place, channel) for each channel, in a fixed order.
  @inline(__always)
  func sums<Element: TensorScalar>(_ term: (Int, Int) -> Element) -> Tensor<Element> {
    Tensor(shape: [count]) { sums in
      Threads.parallel(over: count, grain: grain) { range in
        for c in range { sums[c] = 0 }
        for block in 0..<blocks {
          let start = block * count * inner
          if inner == 1 {
            for c in range { sums[c] += term(start + c, c) }
          } else {
            for c in range { sums[c] += laneSum(inner) { term(start + c * inner + $0, c) } }
          }
        }
      }
    }
  }

  /// An array of `shape` of term(place, channel).
  @inline(__always)
  func map<Element: TensorScalar>(
    _ shape: [Int], _ term: (Int, Int) -> Element
  ) -> Tensor<Element> {
    Tensor(shape: shape) { output in
      Threads.parallel(over: blocks, grain: 1 + 16384 / (count * inner + 1)) { range in
        for block in range {
          let start = block * count * inner
          if inner == 1 {
            for c in 0..<count { output[start + c] = term(start + c, c) }
          } else {
            for c in 0..<count {
              let place = start + c * inner
              for i in 0..<inner { output[place + i] = term(place + i, c) }
            }
          }
        }
      }
    }
  }
}
