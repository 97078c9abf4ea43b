/// Why a parameter was not set.
public enum ParameterError: Error, Codable, Hashable, Sendable {
  /// The kernel has no parameter of this name.
  case unknown(String, known: [String])
  /// The parameter does not take this value.
  case refused(String, parameter: ParameterDescription)
  /// The parameter's change restarts the run, so it cannot be set at a step.
  case restarts(String)
  /// The source declares the parameter `name` in a way that no value makes sense of.
  case declaration(String, Fault)

  /// What is wrong with a declaration.
  public enum Fault: Codable, Hashable, Sendable {
    /// The value that it begins with is outside its range.
    case defaultOutside(ParameterDescription)
    /// A logarithmic scale over numbers below 0, or over nothing but 0.
    case logScaleBelowZero
    /// A range without end, or wider than numbers go.
    case endless
  }
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
    case .declaration(let name, .defaultOutside(let parameter)):
      "\(name) begins with \(parameter.defaultValue), outside its own range: "
        + parameter.refusal(of: parameter.defaultValue.description)
        + "; change one of them in its declaration"
    case .declaration(let name, .logScaleBelowZero):
      "\(name) has a log scale, which needs a range from 0, or a number above it, to a greater one"
    case .declaration(let name, .endless):
      "\(name) has a range without end: give it two numbers that a slider can stand between"
    }
  }
}

extension ParameterDescription {
  fileprivate func refusal(of text: String) -> String {
    let orAutomatic = automatic == nil ? "" : ", or automatic"
    return switch kind {
    case .integer(let range, _):
      "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)\(orAutomatic), "
        + "not “\(text)”"
    case .number(let range, _):
      "\(name) is a number from \(range.lowerBound) to \(range.upperBound)\(orAutomatic), "
        + "not “\(text)”"
    case .choice(let cases):
      "\(name) is one of \(cases.joined(separator: ", ")), not “\(text)”"
        + suggestion(for: text, among: cases)
    case .toggle:
      "\(name) is on or off, not “\(text)”"
    case .text(let limit):
      "\(name) is one line of at most \(limit) characters, not “\(text)”"
    }
  }
}

private func suggestion(for text: String, among known: [String]) -> String {
  nearest(to: text, among: known).map { " (did you mean \($0)?)" } ?? ""
}
