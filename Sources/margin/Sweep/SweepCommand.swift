import KernelRuntime
import Margin
import Notebook

/// `margin sweep KERNEL`: a kernel run with every combination of some values.
enum SweepCommand {
  static let command = Command(
    name: "sweep", operand: "KERNEL", summary: "Run a kernel over a grid of values and seeds",
    options: SweepOptions.all
  ) { arguments in
    let options = try SweepOptions(arguments)
    let kernel = arguments.operand ?? ""
    let files = options.run.sourceFiles
    let known = try ShowCommand.known(kernel, edited: files)
    // Compiled once, here: the runs find it in the cache.
    guard let program = try RunnableSource(known, edited: files) else { return 1 }
    let (reads, parameters) = try program.declarations()
    let grid = try options.grid(for: parameters, reading: reads)
    let origin = SweepOrigin(kernel: kernel, reads: reads, options: options.run)
    let hash = program.source.hash
    let mark = origin.mark(of: grid, sourceHash: hash)
    var file: SweepFile?
    do throws(StoreError) {
      file = try SweepFile(grid, kernel: kernel, mark: mark, resumes: options.resumes)
      guard file != nil else {
        complain("this sweep is under way in another process; wait for it, or end it first")
        return 1
      }
    } catch {
      // The runs themselves need no file.
      complain(error.description)
    }
    return try SweepSession(grid, origin, sourceHash: hash, file, options).run()
  }
}

/// How the processors are shared by runs that go on at once.
struct SweepShares: Hashable {
  /// How many runs at once.
  var jobs: Int
  /// The threads of each; nil where the environment, or the launcher, decides.
  var threads: Int?

  /// - Parameters:
  ///   - jobs: As many as were asked for, if any.
  ///   - runs: All runs of the sweep, those that are kept among them: the last bits of a run may depend
  ///     on its threads, and are not to depend on where a sweep was stopped.
  ///   - processors: Those of this machine.
  ///   - asked: The threads that the environment asks for.
  ///   - isLaunched: Whether a launcher starts the runs, perhaps elsewhere.
  init(jobs: Int?, runs: Int, processors: Int, asked: Int?, isLaunched: Bool) {
    self.jobs = min(jobs ?? max(1, processors / max(1, asked ?? 1)), max(1, runs))
    threads = asked != nil || isLaunched ? nil : min(8, max(1, processors / self.jobs))
  }
}
