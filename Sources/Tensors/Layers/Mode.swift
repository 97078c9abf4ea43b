import Glibc

/// Whether layers learn or are used, for those in which that makes a difference.
enum Mode {
  /// Each thread's own: 1 within `training`, 2 within `evaluating`, in place of an address.
  private static let chosen: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// What was said last; where nothing was, layers learn where a graph is recorded.
  static var isTraining: Bool {
    switch UInt(bitPattern: pthread_getspecific(chosen)) {
    case 1: true
    case 2: false
    default: Recording.isOn
    }
  }

  static func chosen<Result, Failure: Error>(
    _ mode: UInt, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let former = pthread_getspecific(chosen)
    pthread_setspecific(chosen, UnsafeRawPointer(bitPattern: mode))
    defer { pthread_setspecific(chosen, former) }
    return try body()
  }
}

/// Uses layers as they are: a `BatchNorm` normalises by its running statistics and leaves them alone.
///
/// It holds for the calling thread until `body` returns. Within `withoutGradients` it holds by itself,
/// unless `training` says otherwise.
public func evaluating<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try Mode.chosen(2, body)
}

/// Lets layers learn within `withoutGradients` too: a `BatchNorm` normalises by the batch, and its
/// running statistics follow.
///
/// So a momentum encoder sees batches as the encoder does that it follows.
public func training<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try Mode.chosen(1, body)
}
