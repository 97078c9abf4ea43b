import KernelRuntime
import Notebook

/// The finished runs of a sweep, kept while it goes on.
///
/// The file is named by all that the runs depend on but their seeds, so that runs of another source or
/// of other data are never taken for those of this sweep, and more seeds can be added to it.
struct SweepFile {
  /// The folder of the files.
  static let directory = Installation.current.data + "/sweeps"

  /// What was kept of the runs that `grid` asks for, in their order.
  let kept: [SweepOutcome]
  private let file: LineFile

  /// Opens the file of a sweep.
  ///
  /// - Returns: Nil where another process has it open.
  /// - Throws: `StoreError` where there can be none.
  init?(_ grid: SweepGrid, kernel: String, mark: String, resumes: Bool) throws(StoreError) {
    let name = "\(kernel)-\(mark.prefix(16)).jsonl"
    guard let file = try LineFile(name, directory: Self.directory, keepsLines: resumes) else {
      return nil
    }
    self.file = file
    let places = grid.places
    let outcomes = file.lines.compactMap { SweepOutcome(line: $0, among: places) }.map {
      ($0.run, $0)
    }
    let known = Dictionary(outcomes) { _, newer in newer }
    kept = grid.runs.compactMap { known[$0] }
  }

  /// Keeps a run that has finished.
  ///
  /// - Throws: `StoreError`; the sweep itself needs no file.
  func add(_ outcome: SweepOutcome, in grid: SweepGrid) throws(StoreError) {
    try file.append(outcome.json(in: grid).description)
  }
}

/// What the runs of a sweep depend on, beside their settings and seeds.
struct SweepOrigin {
  var kernel: String
  /// The names of the data that the kernel reads.
  var reads: [String]
  var options: RunOptions

  /// The source as it is on the disk now.
  ///
  /// - Throws: `UsageError` where it is no longer there.
  func source() throws(UsageError) -> KernelSource {
    let files = options.sourceFiles
    return try RunnableSource.source(
      of: ShowCommand.known(kernel, edited: files), edited: files)
  }

  /// SHA-256 of the sweep over `grid` of a source with this hash.
  func mark(of grid: SweepGrid, sourceHash: String) -> String {
    let names = Set(reads).union(options.data.keys).sorted()
    let data = names.map { name in
      "\(name) " + (Installation.current.contentMark(ofData: name, own: options.data) ?? "none")
    }
    let axes = grid.axes.map { axis in
      // Each value with its length: one of a text may hold commas. In whatever order they are given, it is
      // the same sweep.
      axis.name
        + axis.values.map { value in " \(value.description.count):\(value)" }.sorted().joined()
    }.sorted()
    let limit = options.stepLimit.map(String.init) ?? "all"
    let build = Installation.current.build
    let lines = ["\(kernel) \(sourceHash)", "build \(build)", "steps \(limit)"] + data + axes
    return SHA256.hash(of: lines.joined(separator: "\n"))
  }
}
