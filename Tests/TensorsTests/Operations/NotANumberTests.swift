import Testing

@testable import Tensors

@Suite("The first NaN wins")
struct NotANumberTests {
  @Test("in argmax and argmin, wherever it stands, along either axis")
  func positions() {
    let rows: [([Double], Int)] = [
      ([3, .nan, 1, 5], 1), ([.nan, 1, 2], 0), ([1, 2, .nan], 2), ([.nan, .nan], 0),
      ([1, .nan, .infinity, .nan], 1), ([-.infinity, .nan], 1),
    ]
    for (row, place) in rows {
      let x = Tensor(row)
      #expect(x.argmax() == place)
      #expect(x.argmin() == place)
      let matrix = x.reshaped(1, -1)
      #expect(matrix.argmax(axis: 1) == [place])
      #expect(matrix.transposed().argmin(axis: 0) == [place])
      #expect(Tensor(row.map { Float($0) }).argmax() == place)
      #expect(x.max().scalar.isNaN && x.min().scalar.isNaN)
      let image = x.reshaped(1, 1, 1, -1).broadcast(to: [1, 1, row.count, row.count])
      #expect(maxPool2d(image, kernel: row.count).scalar.isNaN)
    }
    #expect(Tensor([2.0, 7, 7]).argmax() == 1)
    #expect(Tensor([-Double.infinity, -.infinity]).argmax() == 0)
  }

  @Test("and an infinity beside it does not hide it in sums of exponentials")
  func exponentials() {
    for row in [[Double.infinity, .nan], [.nan, .infinity], [-.infinity, .nan]] {
      #expect(logSumExp(row).isNaN)
      #expect(Tensor(row).logSumExp().scalar.isNaN)
      let long = Tensor(row + [Double](repeating: 0, count: 30))
      #expect(long.logSumExp().scalar.isNaN)
    }
  }
}
