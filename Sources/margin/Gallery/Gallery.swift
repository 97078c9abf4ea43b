import Charts
import Foundation
import Notebook

/// A chart of every kind, such as the lessons show.
struct Gallery {
  let language: Language

  /// An example under its title.
  struct Example {
    /// What the command line calls it.
    var name: String
    var title: String
    var chart: Chart
  }

  /// The examples: curves, points, fields, pictures, amounts, structures.
  var examples: [Example] { curves + planes + pictures + amounts + structures }

  /// The English words, or the Chinese ones.
  func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  func example(_ name: String, _ english: String, _ chinese: String, _ chart: Chart) -> Example {
    Example(name: name, title: say(english, chinese), chart: chart)
  }

  /// Numbers from −1 to 1 that look random and are the same on every machine.
  func noise(_ index: Int, _ stream: Int = 0) -> Double {
    let place: Double = Double(index + 1) * 0.618_033_988_749_895
    let other: Double = Double(index * index % 97) / 97 + Double(stream) * 0.684
    return (place + other).truncatingRemainder(dividingBy: 1) * 2 - 1
  }

  /// The same around 0, few of them far from it.
  func bell(_ index: Int, _ stream: Int = 0) -> Double {
    let sum = (0..<4).reduce(0.0) { (sum: Double, part: Int) -> Double in
      sum + noise(7 * index + 13 * part, stream + 3 * part)
    }
    return 0.8 * sum
  }
}
