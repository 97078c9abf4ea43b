/// Memory that an operation keeps for its pullback.
final class Storage<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>

  /// Room for `count` elements, which are not set.
  init(_ count: Int) { base = .allocate(capacity: count) }

  deinit { base.deallocate() }
}
