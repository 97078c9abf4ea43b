import Foundation
import Margin

/// The Swift source that belongs to a kernel: a file of a lesson's folder, named after the kernel, and
/// the lesson's other files.
public struct KernelSource: Hashable, Sendable {
  /// The kernel's name.
  public let kernel: String
  /// Where its own file is.
  public private(set) var path: String
  /// Where files are that stand for others, or beside them.
  private var paths: [String: String] = [:]
  /// The lesson's folder.
  private let lesson: LessonModule
  private var files: [LessonSources.File]

  /// The name of the kernel's own file, without a folder.
  public var fileName: String { kernel + ".swift" }
  /// The text of the kernel's own file.
  public var text: String { files.first { $0.source.name == fileName }?.source.text ?? "" }
  /// The module of its lesson; nil where it has not been built yet.
  public var module: String? { lesson.isBuilt ? lesson.name : nil }
  /// The kernel's own file and those that it uses.
  public var sources: [SourceFile] { lessonSources.sources(of: kernel) }
  /// SHA-256 of all that its numbers depend on in the lesson.
  public var hash: String { LessonSources.hash(of: sources) }
  /// What has to be compiled to run it; nil where the program has it as it is.
  public var code: CompiledCode? { lessonSources.code(of: kernel) }
  /// Whether the program has it as it is; else it counts as an edit.
  public var isBuiltIn: Bool { code == nil }

  private var lessonSources: LessonSources { LessonSources(files, module: module) }

  /// The kernel `name` of the lesson in `folder`, as it is on the disk now.
  ///
  /// - Throws: `KernelFailure` where its file cannot be read.
  init(_ name: String, of lesson: LessonModule) throws(KernelFailure) {
    kernel = name
    path = "\(lesson.folder)/\(name).swift"
    self.lesson = lesson
    files = try lesson.files(for: name)
  }

  /// The source of the kernel `name`, as it is on the disk now.
  ///
  /// A file is the one that was compiled in unless it is newer than the program.
  ///
  /// - Parameters:
  ///   - name: The kernel's name.
  ///   - edited: Absolute paths of files, one of which may declare a kernel that no lesson has; its folder
  ///     then stands for a lesson's.
  ///   - installation: Where lessons and program are.
  /// - Returns: The source.
  /// - Throws: `KernelFailure` where no lesson has such a kernel or two have one, or its file cannot
  ///   be read.
  public static func current(
    for name: String, edited: [String] = [], in installation: Installation = .current
  ) throws(KernelFailure) -> KernelSource {
    let found = LessonModule.all(in: installation).filter { $0.kernels.contains(name) }
    guard let lesson = found.first else {
      for path in edited {
        let last = KernelRuntime.fileName(of: path)
        let lesson = LessonModule(
          folder: String(path.dropLast(last.count + 1)), in: installation)
        let file = try lesson.file(at: path)
        guard SwiftNames(in: file.source.text).kernels.contains(name) else { continue }
        var source = try KernelSource(name, of: lesson)
        // Under a name of its own it would be a companion of a kernel's file that is not there.
        source.files.removeAll { $0.source.name == last }
        source.replace(with: file.source.text, at: path, isOnly: true)
        return source
      }
      let names = kernels(in: installation)
      let hint = nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
      throw KernelFailure(
        message: "there is no kernel \(name)\(hint) (kernels: \(names.joined(separator: ", ")))")
    }
    if let other = found.dropFirst().first {
      let (path, twin) = ("\(lesson.folder)/\(name).swift", "\(other.folder)/\(name).swift")
      throw KernelFailure(
        message: "two lessons have a kernel \(name), \(path) and \(twin): rename one of them",
        file: twin)
    }
    return try KernelSource(name, of: lesson)
  }

  /// The names of all kernels, by lesson and name.
  public static func kernels(in installation: Installation = .current) -> [String] {
    LessonModule.all(in: installation).flatMap(\.kernels)
  }

  /// The kernels of the lesson in `folder`, by name.
  public static func kernels(ofLesson folder: String) -> [String] {
    LessonModule(folder: folder).kernels
  }

  /// Puts an edited file in place of the lesson's own.
  ///
  /// It stands for the lesson's file of its name. One of another name stands for the kernel's own file
  /// if it declares the kernel or is the only one; else it is a further file of the lesson.
  ///
  /// - Parameters:
  ///   - text: Its text.
  ///   - path: Where it is.
  ///   - isOnly: Whether no other file is edited.
  public mutating func replace(with text: String, at path: String, isOnly: Bool) {
    let last = KernelRuntime.fileName(of: path)
    let isKnown = files.contains { $0.source.name == last }
    let isOwn = isOnly || SwiftNames(in: text).kernels.contains(kernel)
    let name = !isKnown && isOwn ? fileName : last
    files.removeAll { $0.source.name == name }
    files.append(LessonSources.File(SourceFile(name, text), isBuiltIn: false))
    files.sort { $0.source.name < $1.source.name }
    paths[name] = path
    if name == fileName { self.path = path }
  }

  /// Where the file `name` of the source is; the kernel's own where it is about no file.
  public func path(of name: String?) -> String {
    guard let name, name != fileName else { return path }
    return paths[name] ?? "\(lesson.folder)/\(name)"
  }
}
