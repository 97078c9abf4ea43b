import KernelRuntime
import Margin
import Terminal

extension Model {
  /// Moves the selected value by `count` notches.
  mutating func turn(by count: Int) -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    guard let parameter = pane.selectedParameter else {
      let seed = count < 0 ? pane.seed - min(pane.seed, UInt64(-count)) : pane.seed &+ UInt64(count)
      return setSeed(seed)
    }
    return set(parameter, to: parameter.value(pane.value(of: parameter), movedBy: count))
  }

  /// Back to the value that the step begins with.
  mutating func resetValue() -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    guard let parameter = pane.selectedParameter else { return setSeed(pane.defaultSeed) }
    return set(parameter, to: pane.defaultValue(of: parameter))
  }

  /// Every value back to what the step begins with.
  mutating func resetAllValues() -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    return pane.parameters.flatMap { set($0, to: pane.defaultValue(of: $0)) }
      + setSeed(pane.defaultSeed) + setPaceLimit(pane.defaultPaceLimit)
  }

  /// Opens the field in which a value is typed.
  mutating func beginValue(typed text: String) -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    if let parameter = pane.selectedParameter {
      switch parameter.kind {
      case .toggle, .choice:
        // A choice has nothing to type: Enter goes on to the next case.
        return text.isEmpty ? turn(by: 1) : []
      case .text:
        lesson?.mode = .value(TextField(pane.value(of: parameter).description))
        return []
      case .integer, .number: break
      }
    }
    lesson?.mode = .value(TextField(text))
    return []
  }

  /// Takes a typed value; one that the parameter does not take stays in its field, with the reason.
  mutating func takeValue(_ text: String) -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    let typed = text.asNumber
    guard let parameter = pane.selectedParameter else {
      guard let seed = UInt64(typed) else {
        notice = Notice(text: words.seedRefused(typed), isProblem: true)
        return []
      }
      lesson?.mode = .read
      return setSeed(seed)
    }
    let isText = if case .text = parameter.kind { true } else { false }
    guard let value = try? parameter.value(parsing: isText ? text : typed) else {
      notice = Notice(text: words.refused(typed, shown(parameter)), isProblem: true)
      return []
    }
    lesson?.mode = .read
    return set(parameter, to: value)
  }

  /// Shows a new value and lets the run have it: at its next step, or by beginning anew.
  mutating func set(_ parameter: ParameterDescription, to value: ParameterValue) -> [Effect] {
    guard let pane = lesson?.pane, pane.value(of: parameter) != value else { return [] }
    lesson?.pane?.values[parameter.name] = value
    noteProgress()
    guard !parameter.restarts, let client = pane.client, pane.takesLiveValues else {
      scheduleRestart()
      return []
    }
    if pane.run?.isBeingRetold == true {
      lesson?.pane?.run?.setLater(parameter.name, to: value)
      return []
    }
    return [.send(client: client.id, .set(name: parameter.name, value: value))]
  }

  /// Lets runs of the pane go faster or slower from their next step on.
  mutating func changePace(by count: Int) -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    let effects = setPaceLimit(paceLimit(pane.paceLimit, fasterBy: count))
    notice = Notice(text: words.pace(lesson?.pane?.paceLimit))
    return effects
  }

  private mutating func setPaceLimit(_ limit: PaceLimit) -> [Effect] {
    guard let pane = lesson?.pane, pane.paceLimit != limit else { return [] }
    lesson?.pane?.paceLimit = limit
    guard let client = pane.client, pane.isOn else { return [] }
    return [.send(client: client.id, .pace(limit))]
  }

  private mutating func setSeed(_ seed: UInt64) -> [Effect] {
    guard let pane = lesson?.pane, pane.seed != seed else { return [] }
    lesson?.pane?.seed = seed
    noteProgress()
    scheduleRestart()
    return []
  }

  /// A run that has ended by itself while a live value was on its way begins anew, as by a value that is
  /// changed after the end: no step of it has taken that value.
  mutating func runAgainIfMissed(in step: Int) {
    guard let pane = lesson?.panes[step], let run = pane.run, let setup = run.setup,
      run.hasEndedByItself, !pane.valuesUnderWay(in: setup).isEmpty
    else { return }
    lesson?.panes[step]?.restartDue = time + Self.restartDelay
  }

  /// A run of this session begins anew soon, however it stands or has ended; a pane in which nothing
  /// has run yet waits for the key.
  mutating func scheduleRestart() {
    guard let run = lesson?.pane?.run, !run.isRestored else { return }
    lesson?.pane?.restartDue = time + Self.restartDelay
  }
}

extension PaneModel {
  /// Whether a live value still reaches the run; after its end it acts like one that restarts it.
  var takesLiveValues: Bool { isOn && !isStopping }

  /// Live values that were set and that no step of the run begun with `setup` has told of yet.
  func valuesUnderWay(in setup: RunSetup) -> [(name: String, value: ParameterValue)] {
    parameters.compactMap { parameter in
      guard !parameter.restarts, let value = values[parameter.name] else { return nil }
      let known =
        setup.changes.last { $0.name == parameter.name }?.value
        ?? setup.parameters[parameter.name]
      return known == value ? nil : (parameter.name, value)
    }
  }
}

extension String {
  /// A number as it is written in ASCII: without blanks, full-width twins and the signs for minus
  /// that texts use.
  var asNumber: String {
    let characters = filter { !$0.isWhitespace }.map { character -> Character in
      if "−–—".contains(character) { return "-" }
      guard case .character(let twin) = Key(.character(character)).asCommand.code else {
        return character
      }
      return twin
    }
    return String(characters)
  }
}
