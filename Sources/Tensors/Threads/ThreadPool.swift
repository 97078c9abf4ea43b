import COpenBLAS
import Glibc
import Synchronization

/// Threads that wait for pieces of work.
///
/// The pieces that are still to be taken are one number in memory, from which each thread, the
/// caller too, takes the next by compare-and-exchange: a thread that wakes too late finds none left,
/// and the caller never waits for one that sleeps.
final class ThreadPool: Sendable {
  /// What all pieces have in common; valid until the last of them is finished.
  private struct Job {
    var count = 0
    var pieces = 0

    func range(_ piece: Int) -> Range<Int> {
      count * piece / pieces..<count * (piece + 1) / pieces
    }
  }

  /// Job number, next piece and number of pieces: 48, 8 and 8 bits.
  private let queue = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  /// Whether a job is on; whoever finds it so works alone, a nested call among them.
  private let busy = Atomic<Bool>(false)
  /// Written before `queue` shows the job's pieces, read by those who took one.
  private nonisolated(unsafe) var job = Job()
  /// Of the caller's closure, which waits on its stack.
  private nonisolated(unsafe) var body: UnsafeRawPointer?
  /// Read and written only by who set `busy`.
  private nonisolated(unsafe) var started = 1
  private let alarm = Alarm()

  /// Calls `body` with `pieces` ranges that make up 0..<count.
  @inline(never)
  func run(_ pieces: Int, over count: Int, _ body: (Range<Int>) -> Void) {
    let job = Job(count: count, pieces: pieces)
    if busy.exchange(true, ordering: .acquiring) {
      for piece in 0..<pieces { body(job.range(piece)) }
      return
    }
    while started < pieces, start() { started += 1 }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { publish(job, $0) }
    }
    busy.store(false, ordering: .releasing)
  }

  /// Shows a job to the threads, takes part in it, and returns when it is finished.
  private func publish(_ job: Job, _ body: UnsafeRawPointer) {
    self.job = job
    self.body = body
    finished.store(0, ordering: .relaxed)
    let number = queue.load(ordering: .relaxed) >> 16 &+ 1
    // The caller has taken the first piece.
    queue.store(number << 16 | 1 << 8 | UInt64(job.pieces), ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 { alarm.ring() }
    Self.call(body, job.range(0))
    while takePiece() {}
    var patience = Patience()
    while finished.load(ordering: .acquiring) < job.pieces - 1 { _ = patience.wait() }
  }

  /// Takes the next piece, if one is left, and works on it.
  private func takePiece() -> Bool {
    var seen = queue.load(ordering: .acquiring)
    while Self.hasPieces(seen) {
      let (taken, current) = queue.weakCompareExchange(
        expected: seen, desired: seen &+ 1 << 8, ordering: .acquiringAndReleasing)
      if taken {
        Self.call(body, job.range(Int(seen >> 8 & 0xff)))
        finished.add(1, ordering: .releasing)
        return true
      }
      seen = current
    }
    return false
  }

  private static func hasPieces(_ queue: UInt64) -> Bool { queue >> 8 & 0xff < queue & 0xff }

  /// Not inlined: whatever was retained for the call has been released when it returns.
  @inline(never)
  private static func call(_ body: UnsafeRawPointer?, _ range: Range<Int>) {
    body?.assumingMemoryBound(to: ((Range<Int>) -> Void).self).pointee(range)
  }

  private func work() -> Never {
    var patience = Patience()
    while true {
      if takePiece() {
        patience = Patience()
      } else if !patience.wait() {
        sleepers.add(1, ordering: .sequentiallyConsistent)
        alarm.sleep { !Self.hasPieces(queue.load(ordering: .sequentiallyConsistent)) }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
        patience = Patience()
      }
    }
  }

  /// Starts a thread that no signal reaches; false where the system has none left.
  private func start() -> Bool {
    var (all, former, attributes, thread) = (sigset_t(), sigset_t(), pthread_attr_t(), pthread_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 20)
    let result = pthread_create(
      &thread, &attributes,
      { pool in
        guard let pool else { return nil }
        Unmanaged<ThreadPool>.fromOpaque(pool).takeUnretainedValue().work()
      }, Unmanaged.passUnretained(self).toOpaque())
    return result == 0
  }
}

// The one pool of a process.
extension ThreadPool {
  /// Its address; 0 before there is one.
  private static let shared: Atomic<UInt> = {
    // A child has none of its parent's threads; what they left behind stays unused.
    pthread_atfork(nil, nil) { ThreadPool.forget() }
    return Atomic(0)
  }()

  private static func forget() { shared.store(0, ordering: .sequentiallyConsistent) }

  /// The process's pool; it lives as long as the process.
  static var current: ThreadPool {
    let known = shared.load(ordering: .acquiring)
    return known != 0 ? pool(at: known) : created()
  }

  private static func created() -> ThreadPool {
    let pool = Unmanaged.passRetained(ThreadPool())
    let (isFirst, other) = shared.compareExchange(
      expected: 0, desired: UInt(bitPattern: pool.toOpaque()), ordering: .acquiringAndReleasing)
    if isFirst { return pool.takeUnretainedValue() }
    pool.release()
    return Self.pool(at: other)
  }

  private static func pool(at address: UInt) -> ThreadPool {
    // The address is that of a pool which was never released.
    let pointer = UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped
    return Unmanaged<ThreadPool>.fromOpaque(pointer).takeUnretainedValue()
  }
}
