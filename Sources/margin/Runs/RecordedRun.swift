import Foundation
import KernelRuntime
import Margin
import Notebook
import NotebookUI

/// A recorded run with what is known today of its kernel.
struct RecordedRun {
  let record: RunRecord
  /// The number of its lesson; nil where that is gone.
  let lesson: Int?
  /// The kernel's parameters; none where the program does not have it.
  let parameters: [ParameterDescription]

  /// Its number in the record.
  var number: Int { record.number ?? 0 }

  /// When it began, to the minute.
  var date: String {
    let date = Date(timeIntervalSince1970: record.began)
    return dateText(record.began, timeZoneOffset: TimeZone.current.secondsFromGMT(for: date))
  }

  /// When it began, in the form of ISO 8601.
  var timestamp: String {
    Date(timeIntervalSince1970: record.began).formatted(.iso8601)
  }

  /// How it stands, in the word that scripts read.
  var status: String { record.ending?.words.status ?? "running" }

  /// The values it began with, in the order of the kernel's source, then those that it no longer has.
  var values: [(name: String, text: String, description: ParameterDescription?)] {
    let known = parameters.compactMap { parameter in
      record.origin.parameters[parameter.name].map { (parameter.name, $0, parameter as Optional) }
    }
    let names = Set(parameters.map(\.name))
    let others = record.origin.parameters.filter { !names.contains($0.key) }
    return known + others.sorted { $0.key < $1.key }.map { ($0.key, $0.value, nil) }
  }

  /// What is not as the lesson has it: values, changes, seed, data and source.
  var differences: [String] {
    let origin = record.origin
    var parts = values.filter { $0.text != $0.description?.defaultValue.description }
      .map { "\($0.name)=\($0.text)" }
    parts += record.changes.map { "\($0.name)@\($0.step)=\($0.value)" }
    if origin.seed != 0 { parts.append("seed=\(origin.seed)") }
    if let limit = origin.stepLimit { parts.append("steps=\(limit)") }
    parts += origin.data.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if !origin.isBuiltIn { parts.append("edited source") }
    return parts
  }

  /// The values it began with, each of its own kind.
  var members: [JSON.Member] {
    values.map { .init(name: $0.name, value: Self.json($0.text, of: $0.description)) }
  }

  /// A recorded value; one of a parameter that the kernel no longer has is taken for what it looks like.
  static func json(_ text: String, of parameter: ParameterDescription?) -> JSON {
    if let value = try? parameter?.value(parsing: text) { return value.json }
    if let number = Int(text) { return .integer(number) }
    if let number = Double(text), number.isFinite { return .number(number) }
    return .string(text)
  }
}

/// What is known today of the kernels, for the runs that were recorded of them.
struct KnownKernels {
  private let lessons: [(number: Int, slug: String, kernels: Set<String>)]
  private var parameters: [String: [ParameterDescription]] = [:]

  init() {
    lessons = LessonLibrary(folder: Installation.current.lessons).summaries(.english).map {
      ($0.number, $0.slug, Set(KernelSource.kernels(ofLesson: $0.path)))
    }
  }

  /// `record` with what is known of its kernel.
  mutating func run(_ record: RunRecord) -> RecordedRun {
    let kernel = record.origin.kernel
    let known = parameters[kernel] ?? Self.parameters(of: kernel)
    parameters[kernel] = known
    let slug = record.pane?.split(separator: "/").first.map(String.init)
    let lesson =
      lessons.first { $0.slug == slug } ?? lessons.first { $0.kernels.contains(kernel) }
    return RecordedRun(record: record, lesson: lesson?.number, parameters: known)
  }

  private static func parameters(of kernel: String) -> [ParameterDescription] {
    guard let type = try? KernelLoader.type(of: kernel) else { return [] }
    return KernelParameters(of: type.init()).descriptions
  }
}
