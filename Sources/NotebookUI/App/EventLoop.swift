import Cells
import Foundation
import KernelRuntime
import Terminal

/// The thread that owns terminal and model: waits, updates, fulfils, draws.
final class EventLoop {
  private let queue: EventQueue
  private let terminal: Terminal
  private let runner: EffectRunner
  private var model: Model
  private var lastFrame = 0.0
  /// The frame that the terminal has, or will have.
  private var shown: Frame?
  /// Whether the model has changed since.
  private var isDirty = false
  private var isOver = false
  /// The learner's own editor while it has the terminal.
  private var outside: OutsideEditor?

  /// Frames that no key asked for come at most so often, in seconds.
  private static let frameInterval = 1.0 / 60
  /// The same where the terminal has not taken the last frame: over a slow line charts give way.
  private static let slowFrameInterval = 0.5
  /// So many seconds facts are taken in before the screen has its turn.
  private static let turn = 0.004

  init(queue: EventQueue, terminal: Terminal, runner: EffectRunner, model: Model) {
    self.queue = queue
    self.terminal = terminal
    self.runner = runner
    self.model = model
  }

  /// Runs until the learner leaves.
  func run(_ first: [Effect]) {
    first.forEach(fulfil)
    settle()
    draw(isUrgent: true)
    while !isOver {
      queue.wait(until: nextDeadline)
      let isUrgent = takeTurn()
      draw(isUrgent: isUrgent)
    }
  }

  /// Writes texts that could not be written at the end to the folder for temporary files: nobody can be
  /// asked any more.
  ///
  /// - Returns: Where they are, and what else could not be written, line by line.
  func rescue() -> [String] {
    let known = takeRest()
    model.rescue().forEach(runner.run)
    runner.finish()
    return known + takeRest()
  }

  /// Takes in what became known after the end.
  private func takeRest() -> [String] {
    var lines: [String] = []
    while let event = queue.next() {
      _ = model.take(event)
      switch event.fact {
      // Where a file of that name was there before, it has the same text.
      case .copySaved(_, _, let path, _) where access(path, F_OK) == 0:
        lines.append(model.words.rescued(path))
      case .progressSaved(let problem?), .recordsSaved(let problem?):
        lines.append(model.words.text(of: problem))
      default: break
      }
    }
    return lines
  }

  /// Takes in what has come, for a bounded time: what the learner did, else what has become known.
  ///
  /// - Returns: Whether the learner did something.
  private func takeTurn() -> Bool {
    let end = EventQueue.now + Self.turn
    var isUrgent = false
    repeat {
      guard let event = queue.next() else { break }
      isUrgent = isUrgent || event.isFromHand
      noteEditor(event)
      model.take(event).forEach(fulfil)
    } while !isOver && EventQueue.now < end
    model.settle(at: EventQueue.now).forEach(fulfil)
    return isUrgent
  }

  /// Takes in what is known at once, so that the first frame is whole.
  private func settle() {
    while let event = queue.next() { model.take(event).forEach(fulfil) }
    model.settle(at: EventQueue.now).forEach(fulfil)
  }

  /// When to wake without an event: for the model, or for a frame that was put off.
  private var nextDeadline: Double? {
    let interval = terminal.isReady ? Self.frameInterval : Self.slowFrameInterval
    let frame = isDirty ? lastFrame + interval : nil
    return [model.nextDeadline, frame].compactMap { $0 }.min()
  }

  /// Shows the model as it is: at once after a key, else at most at the frame rate, and only when the
  /// terminal has taken the last frame.
  private func draw(isUrgent: Bool) {
    guard outside == nil else { return }
    isDirty = true
    let now = EventQueue.now
    let interval = terminal.isReady ? Self.frameInterval : Self.slowFrameInterval
    guard isUrgent || now - lastFrame >= interval else { return }
    let next = view(model)
    lastFrame = now
    isDirty = false
    guard next != shown else { return }
    terminal.show(next)
    shown = next
  }

  /// Gives the terminal to the shell until the program is in the foreground again.
  private func suspend() {
    terminal.suspend()
    raise(SIGTSTP)
    terminal.resume()
    shown = nil
  }

  /// Gives the terminal to the learner's own editor; facts are taken in meanwhile, so that what runs is
  /// recorded.
  private func editOutside(_ file: String, _ text: String, _ line: Int) {
    guard outside == nil else { return }
    guard let words = OutsideEditor.words else {
      return queue.post(.editedOutside(file: file, .noEditor))
    }
    guard let program = programPath(of: words[0]) else {
      return queue.post(.editedOutside(file: file, .notFound(editor: words[0])))
    }
    guard let editor = OutsideEditor(file: file, text: text) else {
      return queue.post(.editedOutside(file: file, .noFile))
    }
    outside = editor
    isDirty = false
    terminal.suspend()
    let thread = Thread { [queue] in
      queue.post(.editedOutside(file: file, editor.edit(with: program, words, at: line)))
    }
    thread.name = "editor"
    thread.start()
  }

  /// Takes the terminal back when the editor has ended; where the program is asked to end before, what the
  /// editor has written by then is taken.
  private func noteEditor(_ event: AppEvent) {
    guard let editor = outside else { return }
    switch event.fact {
    case .editedOutside:
      outside = nil
      terminal.resume()
      shown = nil
    case .terminal(.hangUp):
      outside = nil
      let edit = editor.written.map(OutsideEdit.text)
      guard let edit else { return }
      let fact = AppEvent.Fact.editedOutside(file: editor.file, edit)
      model.take(AppEvent(time: event.time, date: event.date, fact: fact)).forEach(fulfil)
    default: break
    }
  }

  private func fulfil(_ effect: Effect) {
    switch effect {
    case .copy(let text): terminal.copy(text)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .suspend: suspend()
    case .editOutside(let file, let text, let line): editOutside(file, text, line)
    case .quit: isOver = true
    default: runner.run(effect)
    }
  }
}

extension AppEvent {
  /// Whether the learner did it, so that the answer is to be seen at once.
  fileprivate var isFromHand: Bool {
    switch fact {
    case .terminal(.key), .terminal(.paste), .terminal(.mouse), .terminal(.resize),
      .editedOutside:
      true
    default: false
    }
  }
}
