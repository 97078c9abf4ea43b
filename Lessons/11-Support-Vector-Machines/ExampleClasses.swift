import LessonKit
import Margin

// The classes of examples, and what machines for their pairs come to.
extension Examples {
  /// The rows of each machine and their signs: +1 for the first class of a pair.
  func parts(_ type: SupportVectorType) -> [(rows: [Int], y: [Double])] {
    guard type.isClassifier else { return [(Array(0..<count), [])] }
    let members = members
    return members.indices.flatMap { i in
      members.indices.dropFirst(i + 1).map { j in
        (members[i] + members[j], members[i].map { _ in 1 } + members[j].map { _ in -1 })
      }
    }
  }

  /// The rows of each class.
  var members: [[Int]] {
    classNames.indices.map { k in labels.indices.filter { labels[$0] == k } }
  }

  /// What solutions, one a machine, come to; machines that are still to come know nothing.
  func model(
    _ settings: MachineSettings, _ solutions: [SupportVectorSolution], _ rows: [[Int]]
  ) -> SupportVectorModel {
    var machines = zip(solutions, rows).map { SupportVectorCoefficients($0, count: $1.count) }
    machines += rows.dropFirst(machines.count).map { .init(untrained: $0.count) }
    if classNames.isEmpty {
      return SupportVectorModel(settings.type, settings.kernel, machines[0], x)
    }
    return SupportVectorModel(
      settings.type, settings.kernel, labels: classNames, members: members, machines, x)
  }
}
