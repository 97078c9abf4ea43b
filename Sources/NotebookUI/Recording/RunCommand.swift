public import Margin
public import Notebook

extension RunRecord {
  /// The `margin run` line that gives the same numbers again, to the bit, on the same machine.
  ///
  /// It names only what differs from the defaults.
  ///
  /// - Parameters:
  ///   - parameters: The kernel's, for their order and defaults.
  ///   - sourcePaths: The files that ran in place of the lesson's own.
  /// - Returns: One line, quoted for the shell.
  public func command(parameters: [ParameterDescription], sourcePaths: [String] = []) -> String {
    var words = ["margin", "run", origin.kernel]
    func add(_ option: String, _ value: String) { words += [option, value] }

    if !origin.isBuiltIn { for path in sourcePaths { add("--source", path) } }
    for parameter in parameters {
      guard let value = origin.parameters[parameter.name] else { continue }
      if value != parameter.defaultValue.description { add("--set", "\(parameter.name)=\(value)") }
    }
    for change in changes { add("--set", "\(change.name)@\(change.step)=\(change.value)") }
    if origin.seed != 0 { add("--seed", "\(origin.seed)") }
    if let limit = ending == .interrupted ? steps : origin.stepLimit { add("--steps", "\(limit)") }
    for (name, path) in origin.data.sorted(by: { $0.key < $1.key }) {
      add("--data", "\(name)=\(path)")
    }
    return words.map(shellQuoted).joined(separator: " ")
  }
}

/// `word` as a POSIX shell takes it unchanged.
public func shellQuoted(_ word: String) -> String {
  let plain = word.unicodeScalars.allSatisfy { scalar in
    scalar.isASCII
      && (scalar.properties.isAlphabetic || "0123456789-_=@./:,+%".contains(Character(scalar)))
  }
  if plain && !word.isEmpty { return word }
  return "'"
    + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}
