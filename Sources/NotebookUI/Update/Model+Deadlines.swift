import KernelRuntime

extension Model {
  /// How long after the last change of a restarting value the run begins anew, in seconds.
  static let restartDelay = 0.15
  /// How long after the first key since the last writing an edit is written.
  static let saveDelay = 0.4
  /// How long after a failure what could not be written is tried again.
  static let retryDelay = 2.0
  /// How long points wait to be recorded.
  static let recordDelay = 0.5
  /// How long a run may take to stop before its process is ended.
  static let stopPatience = 2.0
  /// How often a clock on the screen moves.
  private static let clockTick = 0.1

  /// When time alone will change something; nil if nothing waits.
  var nextDeadline: Double? {
    var deadlines = [progressDue, recordsDue].compactMap { $0 }
    guard let lesson else { return deadlines.min() }
    for source in lesson.sources.values {
      if let due = source.saveDue { deadlines.append(due) }
    }
    for pane in lesson.panes.values {
      deadlines += pane.runs.compactMap(\.recordDue)
      if let due = pane.restartDue, !pane.isStopping { deadlines.append(due) }
      // Where it is infinite, the process has been ended already: nothing is waited for.
      if case .stopping(let since) = pane.run?.phase, since.isFinite {
        deadlines.append(since + Self.stopPatience)
      }
    }
    if let since = lesson.kernel?.compilation?.since {
      let stands = since + Pace.patience
      deadlines.append(time < stands ? stands : time + Self.clockTick)
    }
    if let run = lesson.pane?.run, run.phase == .running || run.phase == .starting {
      let stands = run.pace.lastAdvance + Pace.patience
      deadlines.append(time < stands ? stands : time + Self.clockTick)
    }
    return deadlines.min()
  }

  /// What has come due by now.
  mutating func dueEffects() -> [Effect] {
    var effects: [Effect] = []
    if let due = progressDue, due <= time { effects += saveProgressNow() }
    if let due = recordsDue, due <= time {
      recordsDue = nil
      effects.append(.saveRecords)
    }
    effects += advanceConsole()
    guard let lesson else { return effects }
    for source in lesson.sources.values {
      if let due = source.saveDue, due <= time { effects += saveEditNow(of: source.fileName) }
    }
    for (step, pane) in lesson.panes {
      effects += dueRecords(of: pane, in: step)
      if case .stopping(let since) = pane.run?.phase, since + Self.stopPatience <= time,
        let client = pane.client
      {
        effects.append(.kill(client: client.id))
        self.lesson?.panes[step]?.run?.phase = .stopping(since: .infinity)
      }
      // A run that was asked to stop comes to its end first.
      if let due = pane.restartDue, due <= time, !pane.isStopping {
        self.lesson?.panes[step]?.restartDue = nil
        if let program = programToRestart(pane) {
          effects += start(StartRequest(), of: program, in: step)
        }
      }
    }
    return effects
  }

  /// What the pane's latest run ran, in the newest code that there is of it.
  private func programToRestart(_ pane: PaneModel) -> KernelModel.Program? {
    let newest = lesson?.kernels[pane.kernel]?.program
    return newest?.sources == pane.run?.sources ? newest : pane.client?.program ?? newest
  }

  private mutating func dueRecords(of pane: PaneModel, in step: Int) -> [Effect] {
    var effects: [Effect] = []
    for (index, run) in pane.runs.enumerated() {
      guard let due = run.recordDue, due <= time else { continue }
      effects.append(.record(run: run.number, run.record))
      lesson?.panes[step]?.runs[index].recordDue = nil
    }
    return effects
  }
}

extension SourceModel {
  /// When the text is to be written; nil if it is, or is being written.
  fileprivate var saveDue: Double? {
    switch saving {
    case .due(let due), .failed(let due): due
    case .saved, .writing, .kept: nil
    }
  }
}
