import TestSupport
import Testing

@testable import Tensors

@Suite("Rows, one at a time") struct RowUpdateTests {
  /// A matrix [rows, columns] that lies row by row, column by column, or within a larger one.
  enum Layout: CaseIterable {
    case rowMajor
    case transposed
    case part

    func matrix(_ rows: Int, _ columns: Int) -> Tensor<Double> {
      func value(_ i: Int) -> Double { Double(i * 7919 % 101) / 10 - 5 }
      switch self {
      case .rowMajor: return Tensor(shape: [rows, columns], value)
      case .transposed: return Tensor(shape: [columns, rows], value).transposed()
      case .part:
        return Tensor(shape: [rows + 2, columns + 3], value).slice(axis: 0, 1..<rows + 1)
          .slice(axis: 1, 2..<columns + 2)
      }
    }
  }

  @Test(
    "adding a row and taking a product with one are what plain loops give",
    arguments: [1, 3, 8, 17, 1000], Layout.allCases)
  func loops(size: Int, layout: Layout) {
    let matrix = layout.matrix(3, size)
    let vector = (0..<size).map { Double($0 * 31 % 17) - 8 }
    for row in 0..<3 {
      var sum = vector
      matrix.addRow(row, times: -1.5, to: &sum)
      for j in 0..<size { #expect(abs(sum[j] - (vector[j] - 1.5 * matrix[row, j])) < 1e-12) }
      let product = (0..<size).reduce(0) { $0 + matrix[row, $1] * vector[$1] }
      #expect(abs(matrix.product(ofRow: row, with: vector) - product) < 1e-9)
    }
  }

  @Test("a submatrix of rows and columns in any order, some twice", arguments: Layout.allCases)
  func submatrix(layout: Layout) {
    let matrix = layout.matrix(4, 5)
    let (rows, columns) = ([2, 0, 2], [4, 1, 0, 1])
    let part = matrix.submatrix(rows: rows, columns: columns)
    #expect(part.shape == [3, 4])
    for (n, i) in rows.enumerated() {
      for (m, j) in columns.enumerated() { #expect(part[n, m] == matrix[i, j]) }
    }
    #expect(matrix.submatrix(rows: [], columns: columns).shape == [0, 4])
    #expect(matrix.submatrix(rows: rows, columns: []).shape == [3, 0])
  }

  @Test("a copy of the vector keeps its values")
  func values() {
    let matrix: Tensor<Float> = [[1, 2], [3, 4]]
    var sum: [Float] = [3, 4]
    let copy = sum
    matrix.addRow(0, times: 10, to: &sum)
    #expect(sum == [13, 24] && copy == [3, 4])
    #expect(matrix.product(ofRow: 1, with: copy) == 25)
  }

  @Test("nothing is added to nothing")
  func empty() {
    var vector: [Double] = []
    Tensor<Double>.zeros(1, 0).addRow(0, times: 2, to: &vector)
    #expect(vector.isEmpty)
    #expect(Tensor<Double>.zeros(1, 0).product(ofRow: 0, with: vector) == 0)
  }
}
