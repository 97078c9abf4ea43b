import Notebook
import Terminal

/// The thread that owns terminal and model: waits, updates, fulfils, draws.
final class EventLoop {
  private let queue: EventQueue
  private let terminal: Terminal
  private let runner: EffectRunner
  private var model: Model
  private var lastFrame = 0.0
  private var isOver = false

  /// Frames that no key asked for come at most so often, in seconds.
  private static let frameInterval = 1.0 / 60

  init(queue: EventQueue, terminal: Terminal, runner: EffectRunner, model: Model) {
    self.queue = queue
    self.terminal = terminal
    self.runner = runner
    self.model = model
  }

  /// Runs until the learner leaves.
  func run(_ first: [Effect]) {
    first.forEach(fulfil)
    while !isOver {
      let events = queue.next(until: nextDeadline)
      let facts = events.isEmpty ? [AppEvent(time: EventQueue.now, fact: .timePassed)] : events
      var isUrgent = false
      for event in facts {
        if case .terminal = event.fact { isUrgent = true }
        model.update(event).forEach(fulfil)
      }
      draw(isUrgent: isUrgent)
    }
  }

  /// When to wake without an event: for the model, or for a frame that was put off.
  private var nextDeadline: Double? {
    let frame = isDirty ? lastFrame + Self.frameInterval : nil
    return [model.nextDeadline, frame].compactMap { $0 }.min()
  }

  private var isDirty = false

  /// Shows the model as it is; at once after a key, else at most at the frame rate.
  private func draw(isUrgent: Bool) {
    isDirty = true
    let now = EventQueue.now
    guard isUrgent || now - lastFrame >= Self.frameInterval else { return }
    terminal.show(view(model))
    lastFrame = now
    isDirty = false
  }

  private func fulfil(_ effect: Effect) {
    switch effect {
    case .copy(let text): terminal.copy(text)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .suspend: terminal.suspend()
    case .quit: isOver = true
    default: runner.run(effect)
    }
  }
}
