import Foundation
public import Margin

/// A lesson's folder as the compiler sees it: Swift files that are one module.
public struct LessonModule: Hashable, Sendable {
  /// The folder's path.
  public let folder: String
  private let installation: Installation

  /// The Swift files of `folder`.
  public init(folder: String, in installation: Installation = .current) {
    self.folder = folder
    self.installation = installation
  }

  /// The module that `Package.swift` makes of it: `Lesson09` of a folder `09-Name`.
  public var name: String { "Lesson" + folderName.prefix { $0 != "-" } }

  /// Whether the program has been built with it.
  public var isBuilt: Bool {
    FileManager.default.fileExists(atPath: "\(installation.modules)/\(name).swiftmodule")
  }

  /// The paths of its Swift files, in order.
  public var paths: [String] { children(of: folder).filter { $0.hasSuffix(".swift") }.sorted() }

  /// The lessons' folders, in order.
  static func all(in installation: Installation = .current) -> [LessonModule] {
    children(of: installation.lessons).sorted().map { LessonModule(folder: $0, in: installation) }
      .filter(\.isNumbered)
  }

  /// The module that was built with the files of `lesson`: its own one, or where it is kept elsewhere
  /// the one that has the first of `kernels`.
  public static func built(
    for lesson: LessonModule, _ kernels: [String], in installation: Installation = .current
  ) -> LessonModule {
    let all = all(in: installation)
    let own = all.first { fileName(of: $0.folder) == fileName(of: lesson.folder) }
    let isAtHome = lesson.folder.hasPrefix(installation.lessons + "/")
    if isAtHome, let own { return own }
    let first = all.first { home in kernels.contains { home.kernel($0) != nil } }
    return first ?? lesson
  }

  /// Its kernels by name: those that were built in and those written since.
  public var kernels: [String] {
    let isBuilt = isBuilt
    return paths.compactMap { path in
      let name = kernelName(of: path)
      if isBuilt, kernel(name) != nil { return name }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
      return declares(name, in: text) ? name : nil
    }
  }

  /// The kernel `name` as it was built in.
  public func kernel(_ name: String) -> (any Kernel.Type)? {
    KernelLoader.type(of: name, inModule: self.name)
  }

  /// The file at `path` as it is.
  ///
  /// It counts as built in unless it is newer than the program.
  ///
  /// - Throws: `KernelFailure` where it cannot be read.
  public func file(at path: String) throws(KernelFailure) -> LessonSources.File {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw KernelFailure(message: "\(path) cannot be read as UTF-8 text.", file: path)
    }
    let isOld = isBuilt && modified(path) <= modified(installation.program)
    let name = kernelName(of: path)
    let isBuiltIn = isOld && (kernel(name) != nil || !declares(name, in: text))
    return LessonSources.File(SourceFile(fileName(of: path), text), isBuiltIn: isBuiltIn)
  }

  /// Its files as they are; one that cannot be read counts as empty, unless it is a kernel's own.
  public func files(for kernel: String) throws(KernelFailure) -> [LessonSources.File] {
    var files: [LessonSources.File] = []
    for path in paths {
      do throws(KernelFailure) {
        files.append(try file(at: path))
      } catch  where fileName(of: path) != kernel + ".swift" {
        continue
      }
    }
    return files
  }

  private func kernelName(of path: String) -> String {
    String(fileName(of: path).dropLast(".swift".count))
  }

  /// Whether `text` declares the kernel `name`; most files are not worth the search.
  private func declares(_ name: String, in text: String) -> Bool {
    text.contains("Kernel") && SwiftNames(in: text).kernels.contains(name)
  }

  private var folderName: String { fileName(of: folder) }

  private var isNumbered: Bool {
    folderName.first?.isWholeNumber == true && folderName.contains("-")
  }
}

/// The last part of `path`.
public func fileName(of path: String) -> String { lastComponent(path) ?? path }
