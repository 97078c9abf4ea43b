import LessonKit
import Margin

extension LabelledImages {
  /// An image drawn at random from those of the class of `one`: itself only where it is the only one.
  func alike(_ one: Int, using random: inout RandomSource) -> Int {
    let others = members[labels[one], default: [one]]
    let drawn = others[random.integer(below: others.count)]
    return drawn == one && others.count > 1 ? alike(one, using: &random) : drawn
  }

  /// An image drawn at random from those of other classes.
  func unlike(_ one: Int, using random: inout RandomSource) -> Int {
    let drawn = random.integer(below: count)
    return labels[drawn] == labels[one] ? unlike(one, using: &random) : drawn
  }
}
