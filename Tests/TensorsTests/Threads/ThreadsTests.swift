import Glibc
import Synchronization
import Testing

@testable import Tensors

@Suite("Threads")
struct ThreadsTests {
  @Test("ranges make up the whole, in order, each once", arguments: [1, 2, 3, 7])
  func ranges(threads: Int) {
    withThreads(threads) {
      for count in [0, 1, 2, 15, 16, 17, 1000, 1001] {
        for grain in [0, 1, 16, 999, 1000, 5000] {
          let seen = Mutex<[Range<Int>]>([])
          Threads.parallel(over: count, grain: grain) { range in seen.withLock { $0.append(range) }
          }
          let ranges = seen.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
          #expect(ranges.flatMap { Array($0) } == Array(0..<count))
          #expect(ranges.count <= threads)
          #expect(!ranges.contains { $0.isEmpty })
        }
      }
    }
  }

  @Test("a parallel operation within another, and one of another thread, runs at once")
  func nested() {
    withThreads(2) {
      let sum = Mutex(0)
      for _ in 0..<100 {
        Threads.parallel(over: 8, grain: 1) { outer in
          for _ in outer {
            Threads.parallel(over: 10, grain: 1) { inner in sum.withLock { $0 += inner.count } }
          }
        }
      }
      #expect(sum.withLock { $0 } == 8000)
    }
  }

  @Test("of two things that are done at once each is done once", arguments: [1, 2])
  func both(threads: Int) {
    withThreads(threads) {
      var (first, second) = (0, 0)
      for _ in 0..<100 { Threads.both({ first += 1 }, { second += 2 }) }
      #expect(first == 100 && second == 200)
    }
  }

  /// Runs `body` at once on two threads of the pool, again until the second was there in time and no
  /// other test had the pool.
  private func onBoth(_ body: @Sendable () -> Void = {}) {
    let succeeded = Atomic(false)
    while !succeeded.load(ordering: .acquiring) {
      let here = Atomic(0)
      Threads.parallel(over: 2, grain: 1) { _ in
        here.add(1, ordering: .acquiringAndReleasing)
        for _ in 0..<100_000 where here.load(ordering: .acquiring) < 2 { sched_yield() }
        guard here.load(ordering: .acquiring) == 2 else {
          here.add(10, ordering: .acquiringAndReleasing)
          return
        }
        body()
        succeeded.store(true, ordering: .releasing)
      }
    }
  }

  @Test("pieces run on several threads, and signals reach none but the process's own")
  func signals() {
    let caller = pthread_self()
    let blocked = Atomic(0)
    let others = Atomic(0)
    withThreads(2) {
      onBoth {
        if pthread_equal(pthread_self(), caller) != 0 { return }
        others.add(1, ordering: .relaxed)
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        if [SIGINT, SIGTERM, SIGCHLD, SIGUSR1].allSatisfy({ sigismember(&mask, $0) == 1 }) {
          blocked.add(1, ordering: .relaxed)
        }
      }
    }
    #expect(others.load(ordering: .relaxed) > 0)
    #expect(blocked.load(ordering: .relaxed) == others.load(ordering: .relaxed))
  }

  @Test("the threads come back by themselves in the child of a fork, and products work there")
  func fork() throws {
    let symbol = try #require(dlsym(nil, "fork"))
    let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
    let a: Tensor<Float> = sample([96, 80], seed: 3)
    let b: Tensor<Float> = sample([80, 112], seed: 4)
    // Within it no other test has the lock, which the child could never take.
    withThreads(2) {
      let expected = matmul(a, b)
      onBoth()
      // Other tests' threads may be in the middle of anything at the fork, which the child never gets
      // out of; a program forks when it knows that they are not.
      var status: Int32 = 0
      for _ in 0..<5 where status != 7 << 8 {
        let child = fork()
        if child == 0 {
          alarm(20)
          onBoth()
          _exit(matmul(a, b) == expected ? 7 : 8)
        }
        #expect(waitpid(child, &status, 0) == child)
        #expect(status != 8 << 8, "another product")
      }
      #expect(status == 7 << 8)
      onBoth()
    }
  }
}
