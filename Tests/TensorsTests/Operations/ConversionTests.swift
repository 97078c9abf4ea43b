import Tensors
import Testing

@Suite("Numbers in another precision") struct ConversionTests {
  @Test("every number is rounded to the nearest, views too, and the shape stays")
  func rounding() {
    let x: Tensor<Double> = [[0.1, 1e300], [-0x1p-1063, 3]]
    let single = x.as(Float.self)
    #expect(single.shape == [2, 2])
    #expect(single.scalars == [Float(0.1), .infinity, -0.0, 3])
    #expect(x.transposed().as(Float.self)[0, 1].sign == .minus)
    #expect(single.as(Double.self)[0, 0] == Double(Float(0.1)))
    #expect(Tensor<Double>(repeating: 1, shape: [0, 3]).as(Float.self).shape == [0, 3])
    #expect(Tensor<Double>(.nan).as(Float.self).scalar.isNaN)
  }
}
