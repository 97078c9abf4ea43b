import KernelRuntime
import Margin
import Testing

/// Every kernel of the lessons, found as the runtime finds it: by the names of the files.
private let kernelNames = KernelSource.kernels()

@Suite("What every kernel promises") struct CheckKernelTests {
  private func kernel(_ name: String) throws -> (
    type: any Kernel.Type, parameters: [ParameterDescription]
  ) {
    let type = try KernelLoader.type(of: name)
    return (type, KernelParameters(of: type.init()).descriptions)
  }

  @Test("a trial runs a kernel with its quick values, and ends it over all its loops together")
  func trials() throws {
    #expect(try KernelTrial.run(Loops.self).steps == 6)
    #expect(try KernelTrial.run(Loops.self, ["steps": .integer(30)]).steps == 40)
  }

  @Test("kernels are found without being listed")
  func discovery() { #expect(!kernelNames.isEmpty) }

  @Test("the same seed gives the same bits, and none of them is a NaN", arguments: kernelNames)
  func repetition(_ name: String) throws {
    let (type, _) = try kernel(name)
    let first = try KernelTrial.run(type)
    let isRepeated = try KernelTrial.run(type) == first
    #expect(isRepeated)
    #expect(!first.hasNaN)
    #expect(first.steps > 0)
    #expect(!first.points.isEmpty || !first.charts.isEmpty)
  }

  @Test("every name of data that it asks for is among those that it reads", arguments: kernelNames)
  func reads(_ name: String) throws {
    let (type, _) = try kernel(name)
    let asked = try KernelTrial.run(type, upTo: 1).reads
    #expect(asked.isSubset(of: type.reads), "write `static let reads = \(asked.sorted())`")
  }

  @Test("defaults are within their ranges", arguments: kernelNames)
  func defaults(_ name: String) throws {
    for parameter in try kernel(name).parameters {
      #expect(try parameter.checked(parameter.defaultValue) == parameter.defaultValue)
    }
  }

  @Test("a live parameter changes what follows it, nothing before", arguments: kernelNames)
  func liveChange(_ name: String) throws {
    let (type, parameters) = try kernel(name)
    let plain = try KernelTrial.run(type)
    for parameter in parameters where !parameter.restarts {
      guard let value = parameter.extremes.last(where: { $0 != parameter.defaultValue }) else {
        continue
      }
      let change = RunSetup.Change(step: 2, name: parameter.name, value: value)
      guard let changed = try? KernelTrial.run(type, changes: [change]) else {
        continue
      }
      let isBeforeAlike = changed.before(step: 2) == plain.before(step: 2)
      #expect(isBeforeAlike, "\(parameter.name)")
      // Some act with one choice alone, as the bins of one estimator among others.
      let hasEffect =
        changed != plain
        || parameters.flatMap(\.cases).contains { setting in
          guard let other = try? KernelTrial.run(type, setting) else { return false }
          return (try? KernelTrial.run(type, setting, changes: [change])).map { $0 != other }
            ?? false
        }
      #expect(hasEffect, "\(parameter.name)")
      let isReplayed = try KernelTrial.run(type, changes: [change]) == changed
      #expect(isReplayed, "\(parameter.name)")
    }
  }

  @Test("an interrupt ends the run within a step", arguments: kernelNames)
  func interrupt(_ name: String) throws {
    let (type, _) = try kernel(name)
    #expect(try KernelTrial.run(type, upTo: 1).steps == 1)
    #expect(try KernelTrial.run(type, upTo: 0).steps == 0)
  }

  @Test("both ends of every range end, or fail in words", arguments: kernelNames)
  func extremes(_ name: String) throws {
    let (type, parameters) = try kernel(name)
    for parameter in parameters {
      for value in parameter.extremes {
        do {
          let telling = try KernelTrial.run(type, [parameter.name: value], upTo: 3)
          #expect(!telling.hasNaN, "\(parameter.name)=\(value)")
        } catch {
          // Words, not the name of a case.
          #expect("\(error)".contains(" "), "\(parameter.name)=\(value): \(error)")
        }
      }
    }
  }
}

/// Two loops, each of so many steps.
private final class Loops: Kernel {
  @Slider("steps", 1...1000, restarts: true) var steps = 1000
  static let quick = ["steps": "3"]

  func run(in pane: Pane) throws {
    for _ in 0..<2 {
      for _ in pane.steps(steps) { pane.plot("step", Double(pane.step)) }
    }
  }
}

extension ParameterDescription {
  /// The settings of what can be chosen.
  fileprivate var cases: [[String: ParameterValue]] {
    switch kind {
    case .choice, .toggle: extremes.map { [name: $0] }
    case .integer, .number, .text: []
    }
  }

  /// The ends of a range, or all that can be chosen.
  fileprivate var extremes: [ParameterValue] {
    switch kind {
    case .integer(let range, _): [.integer(range.lowerBound), .integer(range.upperBound)]
    case .number(let range, _): [.number(range.lowerBound), .number(range.upperBound)]
    case .choice(let cases): cases.map { .choice($0) }
    case .toggle: [.toggle(false), .toggle(true)]
    case .text(let limit): [.text(""), .text(String(repeating: "é", count: limit))]
    }
  }
}
