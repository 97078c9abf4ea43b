import Foundation
import KernelRuntime
import Margin
import Notebook
import NotebookUI

/// One run in a kernel process of its own, told and recorded.
final class RunSession {
  private static let number = 1

  private let program: RunnableSource
  private let options: RunOptions
  private let queue = EventQueue()
  private let client: KernelClient
  private var teller: any RunTeller
  private var recorder: RunRecorder?
  private var writer: RunWriter?
  private var lastWritten = 0.0
  private var interruptsSeen = 0
  private var changes: [RunSetup.Change] = []
  private var isDataUnusable = false
  /// What the kernel has kept, and whether that is in the file that was asked for.
  private var saved: [String: Bool] = [:]

  /// Starts the process.
  ///
  /// - Throws: `KernelFailure` where there can be none.
  init(_ program: RunnableSource, _ options: RunOptions) throws(KernelFailure) {
    self.program = program
    self.options = options
    teller =
      switch options.format {
      case .json: JSONTeller()
      case .results: JSONTeller(tellsResultsOnly: true)
      case .plain: PlainTeller(traits: options.traits)
      case .live: LiveTeller(traits: options.traits)
      }
    let queue = queue
    client = try KernelClient(executable: Installation.current.program) { queue.add($0) }
  }

  /// Runs to the end.
  ///
  /// - Returns: The exit code.
  /// - Throws: `UsageError` for parameters that the kernel does not take, `KernelFailure` where it
  ///   cannot be loaded.
  func run() throws -> Int32 {
    Interrupts.count()
    client.send(.load(kernel: program.source.kernel, library: program.library))
    defer {
      queue.close()
      client.kill()
    }
    while true {
      if let event = queue.take(waiting: 0.05) {
        try take(event)
        if let record = recorder?.record, let ending = record.ending {
          return end(record, ending)
        }
      }
      passInterruptsOn()
      if let record = recorder?.record {
        teller.refresh(record)
        keep(record)
      }
    }
  }

  private func take(_ event: KernelEvent) throws {
    switch event {
    case .ready(let kernel): try begin(kernel)
    case .failed(0, let failure): throw failure
    case .exited(let exit) where recorder == nil: throw KernelFailure(message: exit.message)
    default:
      if case .saved(_, let file, let isWanted) = event { saved[file] = isWanted }
      if case .failed(_, let failure) = event { isDataUnusable = failure.isAboutData }
      recorder?.apply(event)
      teller.tell(event)
    }
  }

  private func begin(_ kernel: KernelDescription) throws {
    var setup = try options.setup(
      for: kernel.parameters, reading: kernel.reads, run: Self.number)
    setup.tellsEveryPoint = options.format == .json
    changes = setup.changes
    let values = kernel.parameters.map { parameter in
      (name: parameter.name, value: setup.parameters[parameter.name] ?? parameter.defaultValue)
    }
    let source = program.source
    let origin = RunRecord.Origin(
      kernel: kernel.name,
      parameters: Dictionary(
        values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { first, _ in first }),
      seed: setup.seed, sourceHash: source.hash, isBuiltIn: source.isBuiltIn, data: setup.data,
      stepLimit: setup.stepLimit, build: Installation.current.build, threads: kernel.threads,
      blasCore: kernel.blasCore)
    let recorder = RunRecorder(
      origin: origin, began: Date().timeIntervalSince1970, run: Self.number)
    self.recorder = recorder
    if options.format != .results { beginRecord(recorder.record) }
    teller.begin(
      RunBeginning(
        kernel: kernel.name, parameters: values, seed: setup.seed,
        source: source.isBuiltIn ? nil : source.path))
    client.send(.plotWidth(options.traits.width * 2))
    client.send(.start(setup))
  }

  private func beginRecord(_ record: RunRecord) {
    do throws(StoreError) {
      writer = try RunStore(directory: Installation.current.runs).begin(record)
    } catch {
      complain(error.description)
    }
  }

  /// Ctrl-C asks the run to end, a second one ends its process.
  private func passInterruptsOn() {
    let number = Interrupts.number
    guard number > interruptsSeen else { return }
    if interruptsSeen == 0 && number == 1 && recorder != nil {
      client.send(.interrupt)
      complain("stopping at the next step; Ctrl-C again ends it at once")
    } else {
      client.kill()
    }
    interruptsSeen = number
  }

  private func end(_ record: RunRecord, _ ending: RunRecord.Ending) -> Int32 {
    teller.end(record)
    let hasCharts = writeCharts(of: record)
    do throws(StoreError) { try writer?.write(record) } catch { complain(error.description) }
    if let message = ending.words.message { complain(message) }
    for change in changes where change.step > record.steps {
      complain(
        "\(change.name)@\(change.step) did not take effect: the run ended at step \(record.steps)")
    }
    if isDataUnusable { return 2 }
    if !hasCharts { return 1 }
    if interruptsSeen > 0 && ending != .finished { return 130 }
    return ending == .finished && isSaved ? 0 : 1
  }

  /// Whether what was learnt is in the file that was asked for; says it where it is not.
  private var isSaved: Bool {
    guard let path = options.savePath, !saved.values.contains(true) else { return true }
    let kernel = program.source.kernel
    let names = saved.keys.sorted().joined(separator: ", ")
    let hasFailed = saved.keys.contains {
      URL(fileURLWithPath: $0).pathExtension == URL(fileURLWithPath: path).pathExtension
    }
    // Why has been said by a line of the run.
    let reason =
      saved.isEmpty
      ? ": \(kernel) saved nothing"
      : hasFailed ? "" : ": \(kernel) saves \(names); give the file one of these endings"
    complain("\(path) was not written" + reason)
    return false
  }

  /// Writes the final charts to the file that was asked for.
  ///
  /// - Returns: Whether that succeeded, or nothing was asked for.
  private func writeCharts(of record: RunRecord) -> Bool {
    guard let path = options.chartFile else { return true }
    return writeSVG(RecordPicture(record: record, traits: options.traits).svg, to: path)
  }

  /// Writes what is new of the run to its file, once a second.
  private func keep(_ record: RunRecord) {
    guard record.seconds - lastWritten >= 1 else { return }
    lastWritten = record.seconds
    // What cannot be written now is told at the end, once.
    try? writer?.write(record)
  }
}
