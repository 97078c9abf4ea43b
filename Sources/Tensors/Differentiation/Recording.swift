import Glibc
import Synchronization

/// Whether operations on tracked arrays enter the graph.
enum Recording {
  private static let numbers = Atomic<UInt64>(0)
  /// Each thread's own: how many pauses it is in, in place of an address.
  private static let pauses = key()
  /// Each thread's own: not nil where results are looked at.
  private static let checks = key()

  private static func key() -> pthread_key_t {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }

  static func nextNumber() -> UInt64 {
    numbers.wrappingAdd(1, ordering: .relaxed).newValue
  }

  static var isOn: Bool { pthread_getspecific(pauses) == nil }

  /// Whether every result is looked at for NaN and infinity.
  static var findsNonFinite: Bool {
    get { pthread_getspecific(checks) != nil }
    set { pthread_setspecific(checks, UnsafeRawPointer(bitPattern: newValue ? 1 : 0)) }
  }

  /// What `body` computes stays outside the graph.
  @inline(__always)
  static func paused<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let depth = UInt(bitPattern: pthread_getspecific(pauses))
    pthread_setspecific(pauses, UnsafeRawPointer(bitPattern: depth + 1))
    defer { pthread_setspecific(pauses, UnsafeRawPointer(bitPattern: depth)) }
    return try body()
  }
}

/// Computes without a graph: for evaluation and sampling, which want no gradient.
///
/// It holds for the calling thread until `body` returns.
public func withoutGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try Recording.paused(body)
}

/// Looks at every result while `body` runs, and stops at the first operation that gives NaN or
/// infinity from operands without, with its name and their shapes.
///
/// It costs a look at every element.
public func findingNonFinite<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let former = Recording.findsNonFinite
  Recording.findsNonFinite = true
  defer { Recording.findsNonFinite = former }
  return try body()
}
