// Rows by number.
extension Primitive {
  /// Rows of a table at indices: dy added to the rows that were taken.
  static func gather(_ indices: [Int]) -> Primitive {
    Primitive("rows(at:)") { table in
      let shape = table[0].shape
      return (
        table[0].gatheredRows(indices), { dy in [dy.addedRows(at: indices, to: shape[0])] }
      )
    }
  }

  /// Rows added up by index: to each row dy of its index.
  static func scatter(_ indices: [Int], _ size: Int) -> Primitive {
    Primitive("summed(at:)") { rows in
      (rows[0].addedRows(at: indices, to: size), { dy in [dy.gatheredRows(indices)] })
    }
  }

  /// One element of each row: dy there, 0 elsewhere.
  static func pick(_ indices: [Int]) -> Primitive {
    Primitive("picked(at:)") { x in
      let shape = x[0].shape
      let places = indices.enumerated().map { $0.offset * shape[1] + $0.element }
      let x = x[0].scalars
      return (
        Tensor(places.map { x[$0] }),
        { dy in
          var dx = [Scalar](repeating: 0, count: shape[0] * shape[1])
          for (place, value) in zip(places, dy.scalars) { dx[place] = value }
          return [Tensor(dx, shape: shape)]
        }
      )
    }
  }
}

extension Tensor {
  /// The rows at `indices`, in that order: of [N, D…] an array [indices.count, D…].
  ///
  /// An embedding is this: its gradient reaches the rows that were taken.
  public func rows(at indices: some Sequence<Int>) -> Tensor {
    let indices = Array(indices)
    require(rank >= 1, "rows(at:): a single number has no rows")
    checkRows(indices, below: shape[0], "rows(at:)")
    return Primitive.gather(indices)(self)
  }

  /// What stands in some rows and some columns of a matrix: [rows.count, columns.count].
  ///
  /// No gradient flows through it.
  public func submatrix(rows: [Int], columns: [Int]) -> Tensor {
    require(rank == 2, "submatrix: a matrix is needed, not the shape \(shape)")
    checkRows(rows, below: shape[0], "submatrix")
    checkRows(columns, below: shape[1], "submatrix")
    return gathered(rows, columns)
  }

  /// The rows added up by index: row n of [N, D…] is added to row `indices[n]` of [`size`, D…].
  public func summed(at indices: [Int], size: Int) -> Tensor {
    require(
      rank >= 1 && indices.count == shape[0],
      "summed(at:): \(indices.count) indices for the shape \(shape)")
    checkRows(indices, below: size, "summed(at:)")
    return Primitive.scatter(indices, size)(self)
  }

  /// Of each row of a matrix [N, C] the element at its index: [N].
  public func picked(at indices: [Int]) -> Tensor {
    require(
      rank == 2 && indices.count == shape[0],
      "picked(at:): \(indices.count) indices for the shape \(shape)")
    checkRows(indices, below: shape[1], "picked(at:)")
    return Primitive.pick(indices)(self)
  }

  /// A row for each index with 1 there and 0 elsewhere: [indices.count, `size`].
  public static func oneHot(_ indices: [Int], size: Int) -> Tensor {
    var result = Tensor(repeating: 0, shape: [indices.count, size])
    result.checkRows(indices, below: size, "oneHot")
    for (row, index) in indices.enumerated() { result.elements[row * size + index] = 1 }
    return result
  }

  func checkRows(_ indices: [Int], below size: Int, _ name: String) {
    for (place, index) in indices.enumerated() where index < 0 || index >= size {
      stop("\(name): the index \(index), number \(place), is not from 0 to \(size - 1)")
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func gatheredRows(_ indices: [Int]) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    return Tensor(shape: [indices.count] + shape.dropFirst()) { output in
      withElements { table in
        for (row, index) in indices.enumerated() {
          (output + row * size).update(from: table + index * size, count: size)
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func gathered(_ rows: [Int], _ columns: [Int]) -> Tensor {
    Tensor(shape: [rows.count, columns.count]) { output in
      elements.withUnsafeBufferPointer { elements in
        var place = output
        for i in rows {
          let row = offset + i * stride0
          for j in columns {
            place.pointee = elements[row + j * stride1]
            place += 1
          }
        }
      }
    }
  }

  fileprivate func addedRows(at indices: [Int], to rows: Int) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    return Tensor(shape: [rows] + shape.dropFirst()) { output in
      withElements {
        Scalar.routines.loops.groupSums($0, groups: indices, count: rows, size: size, output)
      }
    }
  }
}
