import Charts
import Margin
import Notebook

/// What the kernels name in English, as the lesson calls it in its language.
extension Model {
  /// The names of the open lesson.
  var names: Names { lesson?.lesson.names ?? Names() }

  /// The parameter with its label and its choices as they are shown.
  func shown(_ parameter: ParameterDescription) -> ParameterDescription {
    var shown = parameter
    shown.label = names(parameter.label)
    if case .choice(let cases) = parameter.kind { shown.kind = .choice(cases.map { names($0) }) }
    return shown
  }

  /// A value of `parameter` as the parameters show it.
  func shown(_ value: ParameterValue, of parameter: ParameterDescription) -> String {
    switch value {
    case .choice(let name): names(name)
    case .automatic: names(parameter.automatic ?? value.description)
    case .integer, .number, .toggle, .text: short(value, words)
    }
  }

  /// A value of `parameter` as it is recorded, for a legend or a title.
  func shown(recorded text: String, of parameter: ParameterDescription?) -> String {
    if let automatic = parameter?.automatic, text == ParameterValue.automatic.description {
      return names(automatic)
    }
    return switch parameter?.kind {
    case .choice: names(text)
    case .toggle: words.on(text == ParameterValue.toggle(true).description)
    case .text: "“\(text)”"
    case .integer, .number, nil: short(recorded: text)
    }
  }

  /// The symbol that the label ends with, as in `components K`; else the label, or the Swift name
  /// where that is shorter and the label is English too.
  func shortName(of parameter: ParameterDescription) -> String {
    let label = names(parameter.label)
    let parts = label.split(separator: " ")
    if parts.count > 1, let last = parts.last, last.count <= 2 { return String(last) }
    if label != parameter.label { return label }
    return parameter.name.count < label.count ? parameter.name : label
  }
}

extension Chart {
  /// The same chart with everything in it called as the lesson does.
  func named(by names: Names) -> Chart { renamed { names($0) } }
}
