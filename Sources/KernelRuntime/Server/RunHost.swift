import Charts
import Datasets
import Margin

/// The pane's other side in a kernel process.
final class RunHost: PaneHost {
  private let setup: RunSetup
  private let control: RunControl
  private let parameters: KernelParameters
  private let outbox: Outbox

  init(setup: RunSetup, control: RunControl, parameters: KernelParameters, outbox: Outbox) {
    self.setup = setup
    self.control = control
    self.parameters = parameters
    self.outbox = outbox
  }

  var signal: PaneSignal { control.signal }

  func begin(step: Int) -> Bool {
    guard let values = control.begin(step: step, outbox: outbox) else { return false }
    for (name, value) in values {
      do {
        let value = try parameters.change(name, to: value)
        outbox.send(.changed(run: setup.run, step: step, name: name, value: value))
      } catch {
        outbox.send(.printed(PrintedLines([.init("not changed: \(error)")])))
      }
    }
    return true
  }

  func checkpoint() -> Bool { control.checkpoint(outbox: outbox) }

  func waitForChange(after step: Int) -> Bool { control.waitForChange(outbox: outbox) }

  func plot(_ series: String, x: Double, y: Double, step: Int) {
    outbox.show { $0.plot(series, x: x, y: y, step: step) }
  }

  func show(_ chart: Chart, as name: String) { outbox.show { $0.show(chart, as: name) } }

  func report(_ result: RunResult) { outbox.show { $0.report(result) } }

  // By way of stdout, so that it stands in order among what the kernel prints, and a flood of it
  // makes the kernel wait.
  func log(_ text: String) { print(text) }

  func progress(_ done: Int, of total: Int) { outbox.show { $0.progress(done, of: total) } }

  func dataset(_ name: String) throws -> Dataset {
    try outbox.withoutClock {
      let path = try Installation.current.dataPath(for: name, own: setup.data)
      return try Dataset(contentsOf: path, name: name)
    }
  }
}
