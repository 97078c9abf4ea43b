/// Room for what a row is worked on in, which every row uses anew.
final class RowMemory<Scalar: TensorScalar> {
  private var chunks: [UnsafeMutableBufferPointer<Scalar>] = []
  private var chunk = 0
  private var used = 0

  deinit { for chunk in chunks { chunk.deallocate() } }

  /// Forgets what was taken.
  func reset() { (chunk, used) = (0, 0) }

  /// Room for `count` numbers, all 0.
  func take(_ count: Int) -> UnsafeMutablePointer<Scalar> {
    while chunk < chunks.count, chunks[chunk].count - used < count {
      chunk += 1
      used = 0
    }
    if chunk == chunks.count {
      chunks.append(.allocate(capacity: max(count, 1 << (12 + min(chunk, 12)))))
      used = 0
    }
    let start = chunks[chunk].baseAddress.unsafelyUnwrapped + used
    used += count
    start.clear(count: count)
    return start
  }
}
