import Margin

/// The words after a command, read by the table of its options.
struct Arguments: Hashable {
  /// What stands outside the options.
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Reads `words` as `command` takes them: `--name value` or `--name=value`; what follows `--` is
  /// no option.
  ///
  /// - Throws: `UsageError`, which names what is allowed.
  init(_ words: [String], of command: Command) throws(UsageError) {
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--" {
        while let word = words.popFirst() { try take(word, of: command) }
      } else if word == "-h" || word == Option.help.name {
        values[Option.help.name] = [""]
      } else if word.hasPrefix("-"), word != "-" {
        try takeOption(word, rest: &words, of: command)
      } else {
        try take(word, of: command)
      }
    }
    if command.needsOperand, operand == nil, !has(.help) {
      throw .missingOperand(command)
    }
  }

  /// What stands outside the options, where that is one word.
  var operand: String? { operands.first }

  /// Whether the option was given.
  func has(_ option: Option) -> Bool { values[option.name] != nil }

  /// Its value, the last one given.
  func value(_ option: Option) -> String? { values[option.name]?.last }

  /// Its values in their order.
  func all(_ option: Option) -> [String] { values[option.name] ?? [] }

  /// Its value as a whole number in `range`.
  ///
  /// - Throws: `UsageError` where it is another thing.
  func integer<Value: FixedWidthInteger>(_ option: Option, in range: ClosedRange<Value>)
    throws(UsageError) -> Value?
  {
    guard let text = value(option) else { return nil }
    guard let number = Value(text), range.contains(number) else {
      let bounds =
        range.upperBound == .max
        ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw .refused(option, text, allowed: "a whole number \(bounds)")
    }
    return number
  }

  private mutating func take(_ word: String, of command: Command) throws(UsageError) {
    guard command.operand != nil, command.takesSeveral || operands.isEmpty else {
      throw .superfluous(word, command)
    }
    operands.append(word)
  }

  private mutating func takeOption(
    _ word: String, rest: inout ArraySlice<String>, of command: Command
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = command.options.first(where: { $0.name == name }) else {
      throw .unknownOption(name, command)
    }
    var value = parts.count == 2 ? String(parts[1]) : nil
    if option.value == nil {
      guard value == nil else { throw .needlessValue(option) }
      value = ""
    }
    guard let value = value ?? rest.popFirst() else { throw .missingValue(option) }
    if values[name] != nil && !option.isRepeatable { throw .repeated(option) }
    values[name, default: []].append(value)
  }
}
