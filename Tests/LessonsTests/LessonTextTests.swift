import KernelRuntime
import Margin
import Notebook
import Synchronization
import Testing

@testable import NotebookUI

/// What the text of every lesson must keep to.
@Suite("The text of the lessons") struct LessonTextTests {
  /// A step by its place, from 1.
  struct Place: Hashable, CustomStringConvertible, Sendable {
    var lesson: Int
    var step: Int

    var description: String { "lesson \(lesson), step \(step)" }

    func step(in language: Language) throws -> LessonStep {
      try lessonLibrary.lesson(matching: "\(lesson)", language: language).steps[step - 1]
    }
  }

  static let places: [Place] = lessonLibrary.summaries(.english).flatMap { summary in
    summary.steps.indices.map { Place(lesson: summary.number, step: $0 + 1) }
  }

  @Test("There are lessons, and all of them open")
  func lessons() {
    #expect(!Self.places.isEmpty)
    for language in Language.allCases {
      for summary in lessonLibrary.summaries(language) {
        #expect(summary.problem == nil && summary.language == language)
      }
    }
  }

  @Test("Both languages have the same steps, kernel blocks, formulas and measured numbers")
  func languages() throws {
    for summary in lessonLibrary.summaries(.english) {
      let steps = try Language.allCases.map { language in
        try lessonLibrary.lesson(matching: summary.slug, language: language).steps
      }
      try #require(steps[0].count == steps[1].count)
      for (english, chinese) in zip(steps[0], steps[1]) {
        let title = Comment(rawValue: english.title)
        #expect(english.kernel == chinese.kernel, title)
        #expect(english.displayedFormulas == chinese.displayedFormulas, title)
        #expect(english.inlineFormulas == chinese.inlineFormulas, title)
        #expect(english.measuredNumbers == chinese.measuredNumbers, title)
      }
    }
  }

  @Test(
    "A kernel block sets what its kernel takes; the charts it names are shown",
    arguments: places)
  func blocks(_ place: Place) throws {
    let block = try #require(try place.step(in: .english).kernel, "no kernel block")
    let screen = try StepScreen.of(place)
    for chart in block.charts { #expect(screen.charts.contains(chart), "\(chart)") }
  }

  @Test("At any width lines end where they may, in every paragraph", arguments: places)
  func lineEnds(_ place: Place) throws {
    for language in Language.allCases {
      let blocks = try place.step(in: language).blocks.flatMap(\.withChildren)
      let paragraphs = blocks.filter { if case .paragraph = $0 { true } else { false } }
      for width in stride(from: 40, through: 90, by: 3) {
        let lines = paragraphs.flatMap { ProseLayout(width: width).lines(of: [$0]) }.map(\.plain)
        for line in lines {
          #expect(!"，。、；：？！）》”".contains(line.first ?? "-"), "\(line) in \(width)")
          #expect(!"（《“(".contains(line.last ?? "-"), "\(line) in \(width)")
          #expect(line.firstMatch(of: /\s[=+−×<≥≤]$/) == nil, "\(line) in \(width)")
        }
      }
    }
  }

  @Test("Chinese has no blank beside full-width punctuation", arguments: places)
  func chineseBlanks(_ place: Place) throws {
    let text = try place.step(in: .chinese).plainText
    for (left, right) in zip(text, text.dropFirst()) where left == " " || right == " " {
      #expect(!"，。、；：？！（）《》“”".contains(left == " " ? right : left), "\(left)\(right)")
    }
  }

  @Test("All that a step's screen names has a Chinese name", arguments: places)
  func names(_ place: Place) throws {
    let untranslated = try StepScreen.of(place).untranslated
    #expect(untranslated == [])
  }

  @Test("What is bold is a name on the step's screen", arguments: places)
  func boldNames(_ place: Place) throws {
    let screen = try StepScreen.of(place)
    for language in Language.allCases {
      for name in try place.step(in: language).boldNames {
        #expect(screen.shows(name, in: language), "“\(name)” in \(language)")
      }
    }
  }
}

/// The names that a learner can see in a step, when its kernel has run.
private struct StepScreen: Sendable {
  /// The slots, series and charts of series that `charts =` may name.
  let charts: Set<String>
  private let names: Set<String>
  /// What the Chinese screen calls them.
  private let translation: Names

  /// One run of each step serves all tests.
  private static let known = Mutex<[String: StepScreen]>([:])

  static func of(_ place: LessonTextTests.Place) throws -> StepScreen {
    let key = "\(place.lesson).\(place.step)"
    if let screen = known.withLock({ $0[key] }) { return screen }
    let screen = try StepScreen(running: place)
    known.withLock { $0[key] = screen }
    return screen
  }

  private init(running place: LessonTextTests.Place) throws {
    let trial = try StepTrial(lesson: place.lesson, step: place.step)
    // What learns for minutes, and has a quick setting, shows all its charts within 60 steps.
    let quick = try KernelLoader.type(of: trial.kernel.name).quick["steps"].flatMap { Int($0) }
    let host = try trial.run(upTo: quick.map { max(60, $0) } ?? 1000)
    let curves = host.curves.values
    charts = Set(host.series.keys).union(host.charts.keys).union(curves.map(\.chart))
    // The screen has a curve's name under its chart's, and not that of the series.
    let shownSeries = Set(host.series.keys).subtracting(host.curves.keys)
    translation = try lessonLibrary.lesson(matching: "\(place.lesson)", language: .chinese).names
    let parameters = KernelParameters(of: try #require(host.kernel)).descriptions
    names = shownSeries.union(host.charts.keys).union(host.results.keys)
      .union(curves.flatMap { [$0.chart, $0.name] + ($0.xLabel.map { [$0] } ?? []) })
      .union(host.charts.values.flatMap(\.names))
      .union(parameters.flatMap(\.names))
  }

  /// What the Chinese screen would show in English: names of words that have no translation.
  ///
  /// What stands between quotation marks is from the user's text.
  var untranslated: [String] {
    names.filter { name in
      name.contains(/[A-Za-z]{2}/) && !name.hasPrefix("“") && !translation.has(name)
    }.sorted()
  }

  func shows(_ name: String, in language: Language) -> Bool {
    let shown = language == .chinese ? Set(names.map { translation($0) }) : names
    return shown.contains(name) || name == Words(language: language).seed
  }
}

extension ParameterDescription {
  /// Its label, and what can be chosen.
  fileprivate var names: [String] {
    if case .choice(let cases) = kind { [label] + cases } else { [label] }
  }
}

extension LessonStep {
  fileprivate var displayedFormulas: [String] {
    blocks.flatMap(\.withChildren).compactMap { block in
      if case .formula(let tex) = block { tex } else { nil }
    }
  }

  fileprivate var inlineFormulas: Set<String> {
    Set(
      inlines.compactMap { inline in
        if case .formula(let tex) = inline { tex } else { nil }
      })
  }

  /// Numbers with a point or an exponent.
  fileprivate var measuredNumbers: Set<Substring> {
    let runs = plainText.split { !"0123456789.e-−".contains($0) }
    let numbers = runs.map { run in
      run.drop { ".e-".contains($0) }.dropLast(while: { ".e-−".contains($0) })
    }
    return Set(
      numbers.filter { $0.contains(where: \.isNumber) && $0.contains { ".e".contains($0) } })
  }

  /// What is bold and no number, and does not end a sentence as a heading in the line does.
  fileprivate var boldNames: [String] {
    inlines.compactMap { inline in
      guard case .strong(let content) = inline else { return nil }
      let text = content.plainText
      let isNumber = Double(text.replacing("−", with: "-")) != nil
      return isNumber || ".。:：?？".contains(text.last ?? ".") ? nil : text
    }
  }

  private var inlines: [Inline] {
    blocks.flatMap(\.withChildren).flatMap { $0.inlines.joined() }.flatMap(\.withContent)
  }
}

extension Block {
  fileprivate var withChildren: [Block] { [self] + children.flatMap(\.withChildren) }
}

extension Inline {
  fileprivate var withContent: [Inline] {
    switch self {
    case .emphasis(let content), .strong(let content), .link(let content, _):
      [self] + content.flatMap(\.withContent)
    default: [self]
    }
  }
}

extension Substring {
  fileprivate func dropLast(while isDropped: (Character) -> Bool) -> Substring {
    self[..<(lastIndex { !isDropped($0) }.map { index(after: $0) } ?? startIndex)]
  }
}
