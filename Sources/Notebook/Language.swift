/// The languages that lessons are written in.
public enum Language: String, CaseIterable, Hashable, Codable, Sendable {
  case english = "en"
  case chinese = "zh"
}
