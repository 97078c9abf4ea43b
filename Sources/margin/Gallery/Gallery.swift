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
    let place = Double(index + 1) * 0.618_033_988_749_895 + Double(stream) * 0.414_213_562_373
    let other = Double(index * index % 97) / 97 + Double(stream) * 0.27
    return (place + other).truncatingRemainder(dividingBy: 1) * 2 - 1
  }

  /// The same around 0, few of them far from it.
  func bell(_ index: Int, _ stream: Int = 0) -> Double {
    (0..<4).reduce(0) { $0 + noise(7 * index + $1 * 13, stream + 3 * $1) } * 0.8
  }
}
