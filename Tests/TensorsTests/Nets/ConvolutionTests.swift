import Testing

@testable import Tensors

@Suite("Convolution")
struct ConvolutionTests {
  /// Seven plain loops.
  private func plain(
    _ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>, stride: Int, padding: Int
  ) -> Tensor<Double> {
    let height = (x.shape[2] + 2 * padding - w.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - w.shape[3]) / stride + 1
    var y = Tensor<Double>.zeros(x.shape[0], w.shape[0], height, width)
    for n in 0..<x.shape[0] {
      for o in 0..<w.shape[0] {
        for row in 0..<height {
          for column in 0..<width {
            var sum = b[o]
            for c in 0..<w.shape[1] {
              for i in 0..<w.shape[2] {
                for j in 0..<w.shape[3] {
                  let (r, s) = (row * stride + i - padding, column * stride + j - padding)
                  if r < 0 || r >= x.shape[2] || s < 0 || s >= x.shape[3] { continue }
                  sum += w[[o, c, i, j]] * x[[n, c, r, s]]
                }
              }
            }
            y[[n, o, row, column]] = sum
          }
        }
      }
    }
    return y
  }

  @Test("Values are those of seven plain loops")
  func values() {
    let cases = [
      ([1, 1, 1, 1], [1, 1, 1, 1], 1, 0), ([3, 2, 7, 6], [4, 2, 3, 3], 1, 1),
      ([5, 3, 9, 8], [2, 3, 3, 3], 2, 1), ([2, 17, 5, 5], [33, 17, 1, 1], 1, 0),
      ([2, 1, 28, 28], [8, 1, 3, 3], 1, 1), ([40, 4, 6, 6], [3, 4, 2, 3], 3, 2),
      ([2, 2, 3, 4], [2, 2, 3, 4], 1, 0),
    ]
    for (images, filters, stride, padding) in cases {
      let x: Tensor<Double> = sample(images)
      let w: Tensor<Double> = sample(filters, seed: 2)
      let b: Tensor<Double> = sample([filters[0]], seed: 3)
      let y = conv2d(x, weight: w, bias: b, stride: stride, padding: padding)
      let expected = plain(x, w, b, stride: stride, padding: padding)
      #expect(distance(y, expected) < 1e-12)
    }
  }

  @Test("Views are convolved like copies")
  func views() {
    let x: Tensor<Double> = sample([6, 5, 3, 2]).permuted(3, 2, 1, 0)
    let w: Tensor<Double> = sample([3, 3, 3, 4]).permuted(3, 0, 1, 2)
    let copy = Tensor(x.scalars, shape: x.shape)
    let y = conv2d(x, weight: w, padding: 1)
    #expect(y == conv2d(copy, weight: Tensor(w.scalars, shape: w.shape), padding: 1))
  }

  @Test("Gradients are the same bits for one thread and for several")
  func determinism() throws {
    let images: Tensor<Float> = sample([67, 3, 12, 12])
    var gradients: [[Tensor<Float>]] = []
    for threads in [1, 2, 3] {
      try withThreads(threads) {
        let x = Parameter(images)
        let w = Parameter(sample([8, 3, 3, 3]) as Tensor<Float>)
        let b = Parameter(sample([8], seed: 2) as Tensor<Float>)
        let y = conv2d(x.value, weight: w.value, bias: b.value, stride: 2, padding: 1)
        try square(y).sum().backward()
        gradients.append(try [x, w, b].map { try #require($0.gradient) })
      }
    }
    #expect(gradients[0] == gradients[1])
    #expect(gradients[0] == gradients[2])
  }

  @Test("No images and no channels are no exceptions")
  func edges() throws {
    for (images, filters) in [([0, 2, 3, 3], [4, 2, 2, 2]), ([2, 0, 3, 3], [4, 0, 2, 2])] {
      let x = Parameter(Tensor<Double>(repeating: 1, shape: images))
      let w = Parameter(Tensor<Double>(repeating: 1, shape: filters))
      let b = Parameter(Tensor<Double>(repeating: 3, shape: [4]))
      let y = conv2d(x.value, weight: w.value, bias: b.value)
      try y.sum().backward()
      #expect(y == Tensor(repeating: 3, shape: [images[0], 4, 2, 2]))
      #expect(w.gradient == Tensor(repeating: 0, shape: filters))
      #expect(b.gradient == Tensor(repeating: Double(4 * images[0]), shape: [4]))
      #expect(x.gradient?.shape == images)
    }
  }
}
