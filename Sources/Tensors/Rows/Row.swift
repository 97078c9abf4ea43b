extension RowFunction {
  /// A row that a `RowFunction` works on: what it has, and room for its steps.
  public final class Row {
    private let name: String
    private let operand: RowView<Scalar>
    private let parameters: [RowView<Scalar>]
    private let memory = RowMemory<Scalar>()
    /// How the row's operand is shaped: rows of a matrix, or −1, and columns.
    private let form: (rows: Int, columns: Int)
    var gradients: [RowView<Scalar>] = []

    /// Which row it is.
    public private(set) var index = 0
    /// The row of the first operand, to be read.
    public private(set) var x: RowView<Scalar>
    /// The row's result: to be written by the value, to be read by the gradient.
    public private(set) var y: RowView<Scalar>
    /// The gradient of the result: of `y`'s shape.
    public internal(set) var dy: RowView<Scalar>
    /// The gradient of `x`, to be added to; 0 at first.
    public internal(set) var dx: RowView<Scalar>

    /// The rows of `views[0]`, each of the given shape; the others are shared.
    init(_ name: String, _ views: [RowView<Scalar>], shape: ArraySlice<Int>) {
      self.name = name
      operand = views[0]
      parameters = Array(views.dropFirst())
      form = shape.count == 2 ? (shape[shape.startIndex], shape.last ?? 1) : (-1, shape.first ?? 1)
      (x, y, dy, dx) = (operand, operand, operand, operand)
    }

    /// Goes to row `index`.
    func begin(_ index: Int, y: RowView<Scalar>) {
      self.index = index
      self.y = y
      x = x(in: operand.base, isWritable: false)
      memory.reset()
    }

    /// This row of an array of the operand's shape.
    func x(in base: UnsafeMutablePointer<Scalar>, isWritable: Bool) -> RowView<Scalar> {
      let size = form.rows < 0 ? form.columns : form.rows * form.columns
      return RowView(
        base + index * size, rows: form.rows, columns: form.columns, isWritable: isWritable)
    }
  }
}

extension RowFunction.Row {
  /// Parameter `i`, counted from 0, to be read.
  public subscript(i: Int) -> RowView<Scalar> {
    require(
      parameters.indices.contains(i),
      "\(name): of \(parameters.count) parameters there is no [\(i)]")
    return parameters[i]
  }

  /// The gradient of parameter `i`, to be added to: it holds those of other rows.
  public func gradient(_ i: Int) -> RowView<Scalar> {
    require(
      gradients.indices.contains(i),
      gradients.isEmpty
        ? "\(name): the value has no gradients to add to"
        : "\(name): of \(gradients.count) gradients there is no (\(i))")
    return gradients[i]
  }

  /// A vector of zeros to work in, this row's.
  public func vector(_ count: Int) -> RowView<Scalar> {
    require(count >= 0, "\(name): a vector of \(count) numbers")
    return RowView(memory.take(count), columns: count, isWritable: true)
  }

  /// A matrix of zeros to work in, this row's.
  public func matrix(_ rows: Int, _ columns: Int) -> RowView<Scalar> {
    require(rows >= 0 && columns >= 0, "\(name): a matrix of \(rows) times \(columns) numbers")
    return RowView(memory.take(rows * columns), rows: rows, columns: columns, isWritable: true)
  }

  /// A vector or a matrix to work in that begins as x.
  public func copy(_ x: RowView<Scalar>) -> RowView<Scalar> {
    let copy = x.rows < 0 ? vector(x.columns) : matrix(x.rows, x.columns)
    copy.set(x)
    return copy
  }
}
