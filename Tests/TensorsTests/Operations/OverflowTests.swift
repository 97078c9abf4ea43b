import Testing

@testable import Tensors

@Suite("Sums and means of numbers near the largest there are")
struct OverflowTests {
  @Test("A mean is finite where its sum is not", arguments: [1, 4, 1000])
  func means(size: Int) throws {
    let x = Tensor<Float>(repeating: 3e38, shape: [size, 2, 3])
    func isRight(_ mean: Tensor<Float>) -> Bool {
      mean.scalars.allSatisfy { abs($0 / 3e38 - 1) < 1e-6 }
    }
    #expect(isRight(x.mean()))
    for axis in 0..<3 { #expect(isRight(x.mean(axis: axis))) }
    #expect(isRight(x.mean(axes: [1, 2])) && isRight(x.mean(axes: [0, 2])))
    let parameter = Parameter(x)
    try parameter.value.mean().backward()
    let share = 1 / Float(x.count)
    #expect(try #require(parameter.gradient).scalars.allSatisfy { abs($0 - share) <= 1e-6 * share })
  }

  @Test("A sum is finite where only its parts are not", arguments: [4, 64, 5000])
  func sums(size: Int) {
    let turns = Tensor<Float>(shape: [size]) { $0 % 4 < 2 ? 3e38 : -3e38 }
    #expect(turns.sum().scalar == 0)
    let x = stack([turns, Tensor(repeating: 1e-3, shape: [size]), 0 * turns + 3e38], axis: 1)
    for sums in [x.sum(axis: 0), x.transposed().sum(axis: 1), x.reshaped(1, size, 3).sum(axis: 1)] {
      #expect(sums.scalars.first == 0)
      #expect(abs(sums.scalars[1] - Float(size) * 1e-3) < 1e-6 * Float(size))
      #expect(sums.scalars[2] == .infinity)
    }
    #expect(x.transposed().contiguous.reshaped(3, 2, size / 2).sum(axes: [1, 2]).scalars[0] == 0)
    #expect((0 * turns - .infinity).sum().scalar == -.infinity)
  }

  @Test("Scatter without dimensions, and of no points")
  func empty() {
    let none = weightedScatter(Tensor<Float>.zeros(3, 0), weights: .ones(3), around: .zeros(0))
    #expect(none.shape == [0, 0])
    let zero = weightedScatter(Tensor<Float>.zeros(0, 2), weights: .zeros(0), around: .zeros(2))
    #expect(zero == .zeros(2, 2))
  }
}
