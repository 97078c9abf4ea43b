import KernelRuntime
import Notebook

extension Model {
  /// Begins a run of the pane with its values and the source as it is; a source that was never
  /// compiled is compiled first.
  mutating func start(_ request: StartRequest) -> [Effect] {
    guard let step = lesson?.paneStep, let kernel = lesson?.kernel else { return [] }
    lesson?.panes[step]?.restartDue = nil
    if let program = lesson?.currentProgram(of: kernel) {
      return start(request, of: program, in: step)
    }
    if let compilation = kernel.compilation, lesson?.isCurrent(compilation.sources) == true {
      lesson?.kernel?.compilation?.starts = request
      return []
    }
    let hasFailed = kernel.failedSources.map { lesson?.isCurrent($0) == true } ?? false
    if !hasFailed, kernel.compilerFailure == nil { return compile(thenStart: request) }
    return startLastCompiled(request, in: step)
  }

  /// The same with the next seed, which the parameters show.
  mutating func startWithNewSeed() -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    lesson?.pane?.seed = pane.seed &+ 1
    notice = Notice(text: words.newSeed(pane.seed &+ 1))
    noteProgress()
    return start(StartRequest())
  }

  /// Begins a run of the last source that compiled, where the present one does not.
  mutating func startLastCompiled(_ request: StartRequest, in step: Int) -> [Effect] {
    guard let name = lesson?.panes[step]?.kernel, let kernel = lesson?.kernels[name] else {
      return []
    }
    let last = lesson?.lastCompiledFiles
    if let last, kernel.compilerFailure == nil, case let sources = last.sources(of: name),
      sources != kernel.program?.sources, sources != kernel.failedSources
    {
      notice = Notice(text: words.ranLastCompiled, isProblem: true)
      return compile(last.code(of: name), from: sources, of: kernel, thenStart: request, in: step)
    }
    guard let program = kernel.program else {
      notice = Notice(
        text: kernel.compilerFailure.map { words.text(of: $0) } ?? words.nothingCompiled,
        isProblem: true)
      return []
    }
    notice = Notice(
      text: kernel.compilerFailure.map { words.text(of: $0) } ?? words.ranLastCompiled,
      isProblem: true)
    return start(request, of: program, in: step)
  }

  /// Begins a run of `program`, in the present process if it has it loaded.
  mutating func start(
    _ request: StartRequest, of program: KernelModel.Program, in step: Int
  ) -> [Effect] {
    guard let pane = lesson?.panes[step] else { return [] }
    if let client = pane.client, client.program == program, !pane.isStopping {
      guard client.description != nil else {
        lesson?.panes[step]?.client?.pending = request
        return []
      }
      return beginRun(request, in: step)
    }
    return load(program, then: request, in: step)
  }

  /// Starts a process that takes the pane over as soon as it has `program` loaded.
  mutating func load(
    _ program: KernelModel.Program, then request: StartRequest?, in step: Int
  ) -> [Effect] {
    guard let pane = lesson?.panes[step] else { return [] }
    var effects: [Effect] = []
    if let former = pane.successor { effects.append(.kill(client: former.id)) }
    if pane.isStopping, let client = pane.client {
      effects.append(.kill(client: client.id))
    }
    let id = nextNumber()
    lesson?.panes[step]?.successor = PaneModel.Client(id: id, program: program, pending: request)
    return effects + [.launch(client: id, kernel: pane.kernel, library: program.library)]
  }

  /// Begins a run in the pane's process, which is ready.
  mutating func beginRun(_ request: StartRequest, in step: Int) -> [Effect] {
    guard let pane = lesson?.panes[step], let client = pane.client,
      let description = client.description
    else { return [] }
    let number = nextNumber()
    let origin = RunRecord.Origin(
      kernel: pane.kernel, parameters: pane.values.mapValues(\.description), seed: pane.seed,
      sourceHash: LessonSources.hash(of: client.program.sources),
      isBuiltIn: lesson?.isOriginal(client.program.sources) == true, data: pane.ownData,
      build: build,
      threads: description.threads, blasCore: description.blasCore)
    let setup = RunSetup(
      run: number, parameters: pane.values, seed: pane.seed, data: pane.ownData,
      isPaused: request.isSingleStep,
      pace: pane.paceLimit, takesChanges: true, tellsEarlyCharts: true)
    var run = RunModel(
      number: number, origin: origin, sources: client.program.sources, setup: setup,
      pane: lesson?.settingsKey(pane), time: time, date: date)
    run.recordDue = time + Self.recordDelay
    lesson?.panes[step]?.push(run)
    lesson?.panes[step]?.log = PrintedLines([])
    // What this source said in an earlier run is no longer true of this one.
    for file in client.program.sources
    where lesson?.sources[file.name]?.isText(file.text) == true {
      lesson?.sources[file.name]?.editor.notes = []
    }
    var effects: [Effect] = [.send(client: client.id, .start(setup))]
    if request.isSingleStep { effects.append(.send(client: client.id, .step(count: 1))) }
    return effects
  }

  /// Space: pauses or resumes a run; where none is on, it turns the page.
  mutating func pauseOrResume() -> [Effect] {
    guard let pane = lesson?.pane, let client = pane.client else {
      move(.pageDown)
      return []
    }
    if pane.run?.isBeingRetold == true {
      // It waits at the step that the screen is at, and goes on only if it is not to pause.
      lesson?.pane?.run?.phase = pane.run?.phase == .paused ? .running : .paused
      return []
    }
    switch pane.run?.phase {
    case .running: return [.send(client: client.id, .pause)]
    case .paused: return [.send(client: client.id, .resume)]
    case .starting, .stopping: return []
    case .waiting, .finished, .interrupted, .failed, .died, nil:
      move(.pageDown)
      return []
    }
  }

  /// One step of the run; where none is on, the first step of a new one.
  mutating func singleStep() -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    // The step that is taken is the one to be seen.
    leaveScrubbing()
    guard let client = pane.client, pane.isOn else {
      return start(StartRequest(isSingleStep: true))
    }
    if pane.run?.isBeingRetold == true {
      lesson?.pane?.run?.phase = .paused
      return []
    }
    switch pane.run?.phase {
    case .running:
      return [.send(client: client.id, .pause), .send(client: client.id, .step(count: 1))]
    case .paused: return [.send(client: client.id, .step(count: 1))]
    default: return []
    }
  }

  /// Asks the run to stop; asked again, ends its process and starts another one.
  mutating func interrupt() -> [Effect] {
    guard let step = lesson?.paneStep, let pane = lesson?.pane else { return [] }
    lesson?.panes[step]?.restartDue = nil
    var effects: [Effect] = []
    if let successor = pane.successor {
      lesson?.panes[step]?.successor = nil
      effects.append(.kill(client: successor.id))
      if successor.pending?.goesOnWithRun != true { return effects }
    }
    if let cell = lesson?.console.evaluated, !pane.isOn, cell.client == pane.client?.id,
      let client = cell.client
    {
      return effects + [.kill(client: client)]
    }
    guard let client = pane.client, pane.isOn else { return effects }
    if pane.isStopping { return effects + [.kill(client: client.id)] }
    lesson?.panes[step]?.run?.phase = .stopping(since: time)
    return effects + [.send(client: client.id, .interrupt)]
  }

  /// The line that gives the run's numbers again.
  mutating func copyCommand() -> [Effect] {
    guard let pane = lesson?.pane, let run = pane.run else {
      notice = Notice(text: words.nothingRan)
      return []
    }
    let origin = run.record.origin
    var paths: [String] = []
    var effects: [Effect] = []
    if !origin.isBuiltIn {
      guard let sources = run.sources ?? sources(withHash: origin.sourceHash) else {
        notice = Notice(text: words.sourceOfRunIsGone, isProblem: true)
        return []
      }
      for file in sources where lesson?.isOriginal([file]) != true {
        let path = "\(sourceFolder)/\(origin.sourceHash.prefix(12))/\(file.name)"
        paths.append(path)
        effects.append(.keepSource(path: path, text: file.text))
      }
    }
    let line = run.record.command(parameters: pane.parameters, sourcePaths: paths)
    if let step = run.record.touchedAt {
      notice = Notice(text: words.notReproducible(line, sinceStep: step), isProblem: true)
    } else {
      notice = Notice(text: words.sentToTerminal(line))
    }
    return effects + [.copy(line)]
  }
}

extension Model {
  /// The files of the pane's kernel of this hash, if they are still here.
  fileprivate func sources(withHash hash: String) -> [SourceFile]? {
    guard let lesson, let kernel = lesson.kernel else { return nil }
    let known = [lesson.sources(of: kernel), lesson.originalFiles.sources(of: kernel.name)]
    return known.first { LessonSources.hash(of: $0) == hash }
  }
}

extension PaneModel {
  /// Whether the run was asked to stop and has not answered.
  var isStopping: Bool {
    if case .stopping = run?.phase { true } else { false }
  }

  /// Puts a new run before the others; a former one that shows nothing is dropped.
  mutating func push(_ run: RunModel) {
    scrubbing = nil
    for index in runs.indices { runs[index].forgetHistory() }
    runs.removeAll { !$0.isOn && $0.record.series.isEmpty && $0.record.displayCharts.isEmpty }
    runs.insert(run, at: 0)
    if runs.count > Self.runLimit { runs.removeLast(runs.count - Self.runLimit) }
  }
}
