import Testing

@testable import Tensors

@Suite("Arrays as text")
struct DescriptionTests {
  @Test("shape and type first, then the numbers, aligned and nested as in a literal")
  func nested() {
    let x: Tensor<Double> = [[1.25, 0, 3], [-0.5, 7, 0.1]]
    #expect(
      "\(x)" == """
        [2, 3] Double
        [[ 1.25,  0.00,  3.00],
         [-0.50,  7.00,  0.10]]
        """)
    #expect("\(x.transposed().row(1))" == "[2] Double\n[0, 7]")
    let cube: Tensor<Float> = [[[1, 2], [3, 4]], [[5, 6], [7, 80]]]
    #expect(
      "\(cube)" == """
        [2, 2, 2] Float
        [[[ 1,  2],
          [ 3,  4]],

         [[ 5,  6],
          [ 7, 80]]]
        """)
  }

  @Test("a single number stands alone, and nothing is only a shape")
  func edges() {
    #expect("\(Tensor<Double>([3.25], shape: []))" == "3.25")
    #expect("\(Tensor<Float>([0.1], shape: []))" == "0.1")
    #expect("\(Tensor<Double>([1.0 / 3], shape: []))" == "0.3333")
    #expect("\(Tensor<Double>([-1e-9], shape: []))" == "-1e-09")
    #expect("\(Tensor<Double>([.nan], shape: []))" == "nan")
    #expect("\(Tensor<Float>.zeros(0, 3))" == "[0, 3] Float")
    #expect("\(Tensor<Double>.zeros(2, 0))" == "[2, 0] Double")
    #expect("\(Tensor<Double>.zeros(1, 1))" == "[1, 1] Double\n[[0]]")
  }

  @Test("of long axes the first and last three")
  func long() {
    let vector = Tensor<Double>((0..<20).map { Double($0) / 4 })
    #expect("\(vector)" == "[20] Double\n[0.00, 0.25, 0.50, …, 4.25, 4.50, 4.75]")
    #expect("\(Tensor<Double>((0..<8).map(Double.init)))" == "[8] Double\n[0, 1, 2, 3, 4, 5, 6, 7]")
    let matrix = Tensor<Double>(shape: [100, 9]) { Double($0) }
    #expect(
      "\(matrix)" == """
        [100, 9] Double
        [[  0,   1,   2, …,   6,   7,   8],
         [  9,  10,  11, …,  15,  16,  17],
         [ 18,  19,  20, …,  24,  25,  26],
         …,
         [873, 874, 875, …, 879, 880, 881],
         [882, 883, 884, …, 888, 889, 890],
         [891, 892, 893, …, 897, 898, 899]]
        """)
  }

  @Test("numbers that are not finite stand in line")
  func notFinite() {
    let x = Tensor<Double>([1, -.nan, .infinity, -.infinity, -0.5])
    #expect("\(x)" == "[5] Double\n[ 1.0,  nan,  inf, -inf, -0.5]")
    #expect("\(Tensor<Float>([.nan, .infinity]))" == "[2] Float\n[nan, inf]")
  }

  @Test("decimals go by the largest number, and powers of ten by what would be lost")
  func decimals() {
    func text(_ numbers: [Double]) -> String {
      let format = NumberFormat(numbers)
      return numbers.map(format.text).joined(separator: " ")
    }
    #expect(text([1234.5678, 0.25]) == "1234.57 0.25")
    #expect(text([0.5123, 0.001234]) == "0.5123 0.0012")
    #expect(text([0.001, 0.0025, 0]) == "0.0010 0.0025 0.0000")
    #expect(text([123456.78, 1.5]) == "123456.8 1.5")
    #expect(text([12_345_678, 1]) == "12345678 1")
    #expect(text([12345678.5, 1]) == "1.235e+07 1.000e+00")
    #expect(text([1e-9, 1, 250]) == "1.0e-09 1.0e+00 2.5e+02")
    #expect(text([1e-9] + Array(repeating: 1.5, count: 8)).hasPrefix("0.0000 1.5000 "))
    #expect(text([-0.0, 1e-300, 1e308]) == "-0e+00 1e-300 1e+308")
    #expect(text([9.9999, 0.5]) == "10.0 0.5")
  }
}
