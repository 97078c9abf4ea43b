import CProcess
import Glibc

/// The variables of this process.
func processEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var next = margin_environment()
  while let entry = next?.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    next = next?.successor()
  }
  return variables
}
