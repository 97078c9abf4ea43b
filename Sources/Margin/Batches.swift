/// One pass over the rows of a data set in a random order, a batch at a time: each is a step.
public struct Batches: Sequence, IteratorProtocol {
  /// How many batches there are, the last one, which may be short, included.
  public let count: Int

  private let pane: Pane
  private let size: Int
  private let rows: Int
  /// The rows in their order, drawn when the pass begins.
  private var order: ArraySlice<Int>?

  init(size: Int, rows: Int, pane: Pane) {
    if size < 1 || rows < 0 {
      fatalError("batches(of: \(size), from: \(rows)): batches of at least one row are needed")
    }
    self.pane = pane
    self.size = size
    self.rows = rows
    count = (rows + size - 1) / size
  }

  /// The rows of the next batch; nil at the end.
  public mutating func next() -> [Int]? {
    if order == nil {
      pane.expectSteps(count)
      order = pane.random.permutation(rows)[...]
    }
    guard let batch = order?.prefix(size), !batch.isEmpty, pane.takeStep() else {
      order = []
      return nil
    }
    order?.removeFirst(batch.count)
    pane.tellProgress()
    return Array(batch)
  }
}
