import KernelRuntime
import Margin
import Notebook

/// Tells a run while it goes on and when it has ended, in one of the formats.
protocol RunTeller {
  /// The run is about to begin with these values of all parameters.
  mutating func begin(_ run: RunBeginning)
  /// Something happened in it.
  mutating func tell(_ event: KernelEvent)
  /// The run as it is now, several times a second.
  mutating func refresh(_ record: RunRecord)
  /// The run is over, and `record` is whole.
  mutating func end(_ record: RunRecord)
}

/// What a run begins with.
struct RunBeginning {
  var kernel: String
  /// In the order of the kernel's source.
  var parameters: [(name: String, value: ParameterValue)]
  var seed: UInt64
  /// The path of the source, where it is not the built-in one.
  var source: String?
}

extension RunRecord.Ending {
  /// The word that scripts read, and what there is to say.
  var words: (status: String, message: String?) {
    switch self {
    case .finished: ("finished", nil)
    case .interrupted: ("interrupted", nil)
    case .failed(let message), .died(let message): ("failed", message)
    }
  }
}
