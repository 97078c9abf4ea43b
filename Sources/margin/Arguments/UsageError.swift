import Margin

/// A wrong call: one line that names what is allowed; the exit code is 2.
enum UsageError: Error {
  case unknownCommand(String, known: [String])
  case unknownPart(String, Command)
  case unknownOption(String, Command)
  case missingOperand(Command)
  case superfluous(String, Command)
  case missingValue(Option)
  case needlessValue(Option)
  case repeated(Option)
  case refused(Option, String, allowed: String)
  /// Words from another module that already say what is allowed.
  case other(String)
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownCommand(let name, let known):
      "there is no command “\(name)”\(suggestion(for: name, among: known)): "
        + known.joined(separator: ", ")
    case .unknownPart(let word, let command):
      "\(command.name) cannot “\(word)”"
        + suggestion(for: word, among: command.parts.map(\.lastWord)) + ": \(command.usage)"
    case .unknownOption(let name, let command):
      "\(command.name) has no option \(name)"
        + suggestion(for: name, among: command.options.map(\.name))
        + "; `margin \(command.name) --help` lists them"
    case .missingOperand(let command):
      "\(command.operand ?? "an argument") is missing: \(command.usage)"
    case .superfluous(let word, let command):
      "“\(word)” is one word too many: \(command.usage)"
    case .missingValue(let option): "\(option.name) needs a value: \(option.usage)"
    case .needlessValue(let option): "\(option.name) takes no value"
    case .repeated(let option): "\(option.name) may stand only once"
    case .refused(let option, let text, let allowed):
      "\(option.name) takes \(allowed), not “\(text)”"
    case .other(let words): words
    }
  }

  private func suggestion(for name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { " (did you mean \($0)?)" } ?? ""
  }
}
