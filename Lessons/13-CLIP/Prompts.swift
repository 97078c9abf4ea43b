import LessonKit
import Margin

/// In which sentences a class is put.
enum Prompts: String, CaseIterable {
  case one, six, forty

  /// The sentences, `{}` where “red circle” goes.
  var templates: [String] {
    switch self {
    case .one: return ["a {}"]
    case .six:
      return [
        "a {}", "a small {}", "a large {}", "a {} in the middle", "a {} on grey", "a {} on black",
      ]
    case .forty:
      let places = ["in the middle", "on the left", "on the right", "at the top", "at the bottom"]
      return ["small", "large"].flatMap { size in
        places.flatMap { place in
          Ground.allCases.map { "a \(size) {} \(place) on \($0.rawValue)" }
        }
      }
    }
  }

  /// The texts of each class.
  func classes(_ kinds: [ObjectKind] = ObjectKind.all) -> [[[Int]]] {
    kinds.map { kind in
      templates.compactMap { template in
        let words = template.hasPrefix("a {}") ? withArticle(kind.name) : kind.name
        let text =
          template.hasPrefix("a {}")
          ? words + template.dropFirst(4) : template.replacing("{}", with: words)
        return try? CaptionVocabulary.world.encode(text)
      }
    }
  }
}
