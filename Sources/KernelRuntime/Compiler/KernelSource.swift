import Foundation
import Margin

/// The Swift source that belongs to a kernel: a file of a lesson's folder, named after the kernel.
public struct KernelSource: Hashable, Sendable {
  /// The kernel's name.
  public var kernel: String
  /// The whole file.
  public var text: String
  /// Where the file is.
  public var path: String
  /// Whether the text is the one compiled into the program; else it counts as an edit.
  public var isBuiltIn: Bool

  /// The file's name, without a folder.
  public var fileName: String { kernel + ".swift" }
  /// SHA-256 of the text.
  public var hash: String { SHA256.hash(of: text) }

  /// The source of the built-in kernel `name`, as it is on the disk now.
  ///
  /// It is the one that was compiled in unless its file is newer than the program.
  ///
  /// - Parameters:
  ///   - name: The kernel's name.
  ///   - installation: Where lessons and program are.
  /// - Returns: The source.
  /// - Throws: `KernelFailure` where no lesson has such a kernel, or its file cannot be read.
  public static func current(
    for name: String, in installation: Installation = .current
  ) throws(KernelFailure) -> KernelSource {
    guard let path = paths(in: installation).first(where: { kernelName(of: $0) == name }) else {
      let names = kernels(in: installation)
      let hint = nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
      throw KernelFailure(
        message: "there is no kernel \(name)\(hint) (kernels: \(names.joined(separator: ", ")))")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw KernelFailure(message: "\(path) cannot be read as UTF-8 text.", file: path)
    }
    let isBuiltIn = modified(path) <= modified(installation.program)
    return KernelSource(kernel: name, text: text, path: path, isBuiltIn: isBuiltIn)
  }

  /// The names of all built-in kernels, by lesson and name.
  public static func kernels(in installation: Installation = .current) -> [String] {
    paths(in: installation).map(kernelName).filter { name in
      (try? KernelLoader.type(of: name)) != nil
    }
  }

  /// The kernels of the lesson in `folder`, by name.
  public static func kernels(ofLesson folder: String) -> [String] {
    sources(in: folder).map(kernelName).filter { (try? KernelLoader.type(of: $0)) != nil }
  }

  /// Every Swift file of every lesson's folder, in order.
  private static func paths(in installation: Installation) -> [String] {
    children(of: installation.lessons).sorted().flatMap(sources)
  }

  private static func sources(in folder: String) -> [String] {
    children(of: folder).filter { $0.hasSuffix(".swift") }.sorted()
  }

  private static func kernelName(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").dropLast(".swift".count))
  }
}
