import Testing

@testable import Tensors

@Suite("Comparisons")
struct ComparisonTests {
  @Test("an array is compared with a number as with an array of that number")
  func numbers() {
    let x: Tensor<Float> = [0, 0.25, 0.5, 1]
    #expect((x .< 0.25) == [1, 0, 0, 0])
    #expect((x .<= 0.25) == [1, 1, 0, 0])
    #expect((x .> 0.25) == [0, 0, 1, 1])
    #expect((x .>= 0.25) == [0, 1, 1, 1])
    #expect((x .== 0.25) == [0, 1, 0, 0])
  }
}
