import Glibc

/// The words of `text` as a shell would take them: parted by blanks, with quotes and backslashes, but
/// nothing that is looked up; nil where a quote has no end.
public func shellWords(in text: String) -> [String]? {
  var words: [String] = []
  var word: String?
  var quote: Character?
  var isEscaped = false
  for character in text {
    if isEscaped {
      // Between double quotes a backslash stands for itself before most characters.
      let isKept = quote == "\"" && character != "\"" && character != "\\"
      word = (word ?? "") + (isKept ? "\\" : "") + String(character)
      isEscaped = false
    } else if character == "\\", quote != "'" {
      isEscaped = true
    } else if character == quote {
      quote = nil
    } else if quote == nil, character == "'" || character == "\"" {
      quote = character
      word = word ?? ""
    } else if quote == nil, character.isWhitespace {
      words += [word].compactMap { $0 }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  return quote == nil && !isEscaped ? words + [word].compactMap { $0 } : nil
}

/// Where the program `name` is, which is looked for on the `PATH` unless it is a path; nil where there
/// is none that can be run.
public func programPath(of name: String) -> String? {
  let path = processEnvironment()["PATH"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/bin:/bin"
  let folders = path.split(separator: ":")
  let paths = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
  return name.isEmpty ? nil : paths.first(where: isProgram)
}

private func isProgram(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
}
