/// A text on its way to the disk.
///
/// Where the disk takes no more the rest is passed over; who keeps the text is told at its end.
public final class SavedText {
  private let append: ([UInt8]) throws(SavingError) -> Void
  private var waiting: [UInt8] = []
  private var failure: SavingError?

  private static let chunk = 1 << 16

  /// A text that goes by `append`, some of it at a time.
  public init(_ append: @escaping ([UInt8]) throws(SavingError) -> Void) {
    self.append = append
    waiting.reserveCapacity(Self.chunk)
  }

  /// Adds `text` at the end.
  public func write(_ text: some StringProtocol) { write(bytes: text.utf8) }

  /// Adds bytes at the end.
  public func write(bytes: some Sequence<UInt8>) {
    waiting.append(contentsOf: bytes)
    if waiting.count >= Self.chunk { flush() }
  }

  /// Hands on what has not been yet.
  ///
  /// - Throws: `SavingError.unwritable` where some of the text could not be written.
  public func finish() throws(SavingError) {
    flush()
    if let failure { throw failure }
  }

  private func flush() {
    do throws(SavingError) {
      if failure == nil { try append(waiting) }
    } catch {
      failure = error
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
