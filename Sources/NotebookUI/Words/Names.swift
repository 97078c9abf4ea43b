import Margin
import Notebook

extension Model {
  /// What the lesson calls `name`, one of its kernels' names, in the language of the screen.
  func named(_ name: String) -> String { lesson?.lesson.names[name] ?? name }

  /// A parameter with its label and choices in the language of the screen.
  func named(_ parameter: ParameterDescription) -> ParameterDescription {
    guard let names = lesson?.lesson.names, !names.isEmpty else { return parameter }
    var named = parameter
    named.label = names[parameter.label] ?? parameter.label
    if case .choice(let cases) = parameter.kind {
      named.kind = .choice(cases.map { names[$0] ?? $0 })
    }
    return named
  }

  /// A value as the parameters show it.
  func shortNamed(_ value: ParameterValue) -> String {
    if case .choice(let name) = value { named(name) } else { short(value, words) }
  }
}
