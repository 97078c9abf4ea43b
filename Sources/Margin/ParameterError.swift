/// Why a parameter was not set.
public enum ParameterError: Error, Hashable, Sendable {
  /// The kernel has no parameter of this name.
  case unknown(String, known: [String])
  /// The parameter does not take this value.
  case refused(String, parameter: ParameterDescription)
  /// The parameter's change restarts the run, so it cannot be set at a step.
  case restarts(String)
}

extension ParameterError: CustomStringConvertible {
  /// One line: what is wrong, what is allowed, and the nearest spelling.
  public var description: String {
    switch self {
    case .unknown(let name, let known) where known.isEmpty:
      "there is no parameter “\(name)”: the kernel has none"
    case .unknown(let name, let known):
      "there is no parameter “\(name)”" + suggestion(for: name, among: known)
        + ": \(known.joined(separator: ", "))"
    case .refused(let text, let parameter):
      parameter.refusal(of: text)
    case .restarts(let name):
      "\(name) restarts the run: it cannot change at a step"
    }
  }
}

extension ParameterDescription {
  fileprivate func refusal(of text: String) -> String {
    switch kind {
    case .integer(let range, _):
      "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”"
    case .number(let range, _):
      "\(name) is a number from \(range.lowerBound) to \(range.upperBound), not “\(text)”"
    case .choice(let cases):
      "\(name) is one of \(cases.joined(separator: ", ")), not “\(text)”"
        + suggestion(for: text, among: cases)
    case .toggle:
      "\(name) is on or off, not “\(text)”"
    }
  }
}

private func suggestion(for text: String, among known: [String]) -> String {
  nearest(to: text, among: known).map { " (did you mean \($0)?)" } ?? ""
}
