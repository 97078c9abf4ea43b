import Tensors
import Testing

@Suite("Arrays")
struct TensorTests {
  let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test("literals nest")
  func literals() {
    #expect(x.shape == [2, 3])
    #expect(x.scalars == [1, 2, 3, 4, 5, 6])
    let cube: Tensor<Float> = [[[1], [2.5]], [[3], [4]]]
    #expect(cube.shape == [2, 2, 1])
    #expect(cube[[0, 1, 0]] == 2.5)
  }

  @Test("views share what they show, and a write stays with the one that is written")
  func views() {
    var t = x.transposed()
    #expect(t.shape == [3, 2])
    #expect(t.scalars == [1, 4, 2, 5, 3, 6])
    #expect(x.row(1).scalars == [4, 5, 6])
    #expect(x.column(1).scalars == [2, 5])
    #expect(x.diagonal.scalars == [1, 5])
    #expect(t.row(2).scalars == [3, 6])
    t[2, 0] = 30
    #expect(x[0, 2] == 3)
    #expect(t.scalars == [1, 4, 2, 5, 30, 6])
    var row = x.row(0)
    row[1] = 20
    row[[2]] += 1
    #expect(row.scalars == [1, 20, 4])
    #expect(x[0, 1] == 2)
  }

  @Test("reshaping, new axes and chosen rows")
  func forms() {
    #expect(x.transposed().reshaped(2, -1).scalars == [1, 4, 2, 5, 3, 6])
    #expect(x.unsqueezed(axis: 1).shape == [2, 1, 3])
    #expect(x.row(0).unsqueezed(axis: -1).shape == [3, 1])
    #expect(x.rows(at: [1, 1, 0]).scalars == [4, 5, 6, 4, 5, 6, 1, 2, 3])
    #expect(Tensor<Double>(columns: [x.column(2), x.column(0)]) == [[3, 1], [6, 4]])
    #expect(Tensor<Double>.identity(2) == [[1, 0], [0, 1]])
  }

  @Test("equality looks at what is shown, not at how it lies")
  func equality() {
    #expect(x.transposed().transposed() == x)
    #expect(x.transposed() == [[1, 4], [2, 5], [3, 6]])
    #expect(x.row(0) != [1, 2])
  }

  @Test("arithmetic broadcasts as a plain loop does, however the operands lie", arguments: sizes)
  func broadcasting(rows: Int) {
    for columns in [1, 5, 33] {
      for a: Tensor<Double> in layouts(rows, columns) {
        let others: [Tensor<Double>] =
          layouts(rows, columns) + layouts(1, columns) + layouts(rows, 1)
          + [sample([columns]), sample([])]
        for b in others {
          let plain = Tensor<Double>(shape: [rows, columns]) { position in
            let (i, j) = (position / columns, position % columns)
            let y =
              switch b.rank {
              case 0: b.scalar
              case 1: b[j]
              default: b[b.shape[0] == 1 ? 0 : i, b.shape[1] == 1 ? 0 : j]
              }
            return (a[i, j] - y) * y / (a[i, j] + 4)
          }
          #expect((a - b) * b / (a + 4) == plain)
        }
      }
    }
  }

  @Test("outer products broadcast both ways, and operators work in place")
  func outer() {
    let a: Tensor<Double> = [1, 2, 3]
    #expect(a.unsqueezed(axis: 1) * a == [[1, 2, 3], [2, 4, 6], [3, 6, 9]])
    #expect((-a).scalars == [-1, -2, -3])
    var b = a
    b += a
    b *= 2
    #expect(b == [4, 8, 12])
  }
}
