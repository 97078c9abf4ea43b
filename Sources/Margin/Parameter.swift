import Synchronization

/// A property wrapper that stands for a parameter.
protocol ParameterHolder {
  var parameter: Parameter { get }
}

/// The cell behind a parameter's property wrapper; any thread may read and write it.
final class Parameter: Sendable {
  let label: String
  let kind: ParameterDescription.Kind
  let restarts: Bool
  private let automatic: String?
  private let defaultValue: ParameterValue
  private let cell: Atomic<UInt64>
  /// The value of a text, which has no bits.
  private let words: Mutex<String>

  init(
    label: String, kind: ParameterDescription.Kind, automatic: String? = nil, defaultBits: UInt64,
    restarts: Bool
  ) {
    self.label = label
    self.kind = kind
    self.restarts = restarts
    self.automatic = automatic
    defaultValue = kind.value(bits: defaultBits)
    cell = Atomic(defaultBits)
    words = Mutex("")
  }

  init(label: String, text: String, limit: Int, restarts: Bool) {
    self.label = label
    kind = .text(limit: limit)
    automatic = nil
    self.restarts = restarts
    defaultValue = .text(text)
    cell = Atomic(0)
    words = Mutex(text)
  }

  var bits: UInt64 { cell.load(ordering: .relaxed) }

  var text: String { words.withLock { $0 } }

  var value: ParameterValue {
    if case .text = kind { .text(text) } else { kind.value(bits: bits) }
  }

  /// Takes a value that the description has accepted; one of another kind changes nothing.
  func set(_ value: ParameterValue) {
    if case .text = kind, case .text(let text) = value {
      words.withLock { $0 = text }
      return
    }
    guard let bits = kind.bits(of: value) else { return }
    cell.store(bits, ordering: .relaxed)
  }

  func description(name: String) -> ParameterDescription {
    ParameterDescription(
      name: name, label: label, kind: kind, automatic: automatic, defaultValue: defaultValue,
      restarts: restarts)
  }
}

extension ParameterDescription.Kind {
  fileprivate func value(bits: UInt64) -> ParameterValue {
    if bits == automaticBits { return .automatic }
    return switch self {
    case .integer: .integer(Int(bits: bits))
    case .number: .number(Double(bits: bits))
    case .choice(let cases): .choice(cases[Int(bits)])
    case .toggle: .toggle(bits != 0)
    case .text: .text("")
    }
  }

  fileprivate func bits(of value: ParameterValue) -> UInt64? {
    switch (self, value) {
    case (.integer, .integer(let value)): value.bits
    case (.number, .number(let value)): value.bits
    case (.choice(let cases), .choice(let name)): cases.firstIndex(of: name).map(UInt64.init)
    case (.toggle, .toggle(let isOn)): isOn ? 1 : 0
    case (.integer, .automatic), (.number, .automatic): automaticBits
    default: nil
    }
  }
}
