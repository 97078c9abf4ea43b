import Foundation
import KernelRuntime
import Margin
import Notebook
import Testing

/// The lessons of this repository.
let lessonLibrary = LessonLibrary(folder: Installation.current.lessons)

/// A step of a lesson as a learner meets it: its text in both languages, and its kernel with the
/// values that the step sets.
struct StepTrial {
  private let texts: [String]
  let kernel: KernelReference

  /// Step number `step` of the lesson number `lesson`, both from 1.
  init(lesson: Int, step: Int) throws {
    let steps = try Language.allCases.map { language in
      try lessonLibrary.lesson(matching: "\(lesson)", language: language).steps[step - 1]
    }
    texts = steps.map(\.plainText)
    kernel = try #require(steps[0].kernel)
  }

  /// Whether the text says `words` in both languages.
  func says(_ words: String...) -> Bool {
    words.allSatisfy { words in texts.allSatisfy { $0.contains(words) } }
  }

  /// Runs the kernel as the step sets it, and gives what it told.
  ///
  /// On top of that a learner sets `values`, in the form that `--set` takes, `seed` among them;
  /// makes `changes` before the steps of these numbers; and stops the run after `lastStep`.
  func run(
    _ values: [String: String] = [:], changing changes: [Int: [String: String]] = [:],
    upTo lastStep: Int = .max
  ) throws -> RecordingHost {
    let kernel = try KernelLoader.type(of: self.kernel.name).init()
    let parameters = KernelParameters(of: kernel)
    func set(_ name: String, _ text: String) throws {
      let known = parameters.descriptions.first { $0.name == name }
      try parameters.set(name, to: #require(known, "\(name)").value(parsing: text))
    }
    var seed: UInt64 = 0
    for (name, text) in self.kernel.values.merging(values, uniquingKeysWith: { $1 }) {
      switch name {
      case "seed": seed = try #require(UInt64(text))
      // No number depends on the pace.
      case "pace": #expect(Double(text) ?? 0 > 0)
      default: try set(name, text)
      }
    }
    let host = RecordingHost()
    host.beforeStep = { step in
      for (name, text) in changes[step] ?? [:] { try? set(name, text) }
      return step <= lastStep
    }
    host.kernel = kernel
    try kernel.run(in: Pane(host: host, seed: seed))
    return host
  }
}

extension LessonStep {
  /// The words of the step, without marks and kernel blocks.
  var plainText: String { blocks.map(\.plainText).joined(separator: "\n") }
}

extension Block {
  /// The words of the block, without marks; formulas on one line.
  var plainText: String {
    switch self {
    case .formula(let tex): [Inline.formula(tex)].plainText
    case .code(_, let text): text
    default: (inlines.map(\.plainText) + children.map(\.plainText)).joined(separator: "\n")
    }
  }

  /// The lines of text that stand in the block itself: paragraphs, headings, table cells.
  var inlines: [[Inline]] {
    switch self {
    case .heading(_, let text), .paragraph(let text): [text]
    case .table(let header, let rows, _): header + rows.joined()
    default: []
    }
  }

  /// The blocks inside of lists and quotes.
  var children: [Block] {
    switch self {
    case .list(let items, _): Array(items.joined())
    case .quote(let blocks): blocks
    default: []
    }
  }
}

extension RecordingHost {
  /// The table that was shown last as `name`.
  func table(_ name: String) throws -> TableChart {
    guard case .table(let table)? = charts[name] else { throw MissingChart(name: name) }
    return table
  }

  /// The value that was reported last as `name`.
  func result(_ name: String) throws -> Double { try #require(results[name], "\(name)") }
}

/// A chart that no step of the run showed.
struct MissingChart: Error {
  var name: String
}

extension TableChart {
  /// The numbers of the column `name`, in the order of its rows; a row without one is left out.
  func numbers(_ name: String) -> [Double] {
    guard let column = columns.firstIndex(of: name) else { return [] }
    return rows.compactMap { row in
      switch row[column] {
      case .number(let number), .share(let number): number
      case .text, .course: nil
      }
    }
  }
}

/// Whether `value` is written as `text`, at the digits that `text` has.
func isWritten(_ value: Double, as text: String) -> Bool {
  let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
  return String(format: "%.\(digits)f", value) == text.replacing("−", with: "-")
}
