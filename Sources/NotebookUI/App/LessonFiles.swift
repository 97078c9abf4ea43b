import Foundation
import KernelRuntime
import Margin
import Notebook

/// The Swift files of a lesson and its kernels, as they are read when it is opened.
struct LessonFiles {
  /// The module that was built of the files; nil where it was not.
  var module: String?
  var kernels: [KernelDocument]
  var sources: [SourceDocument]

  /// Reads the files of `lesson` and what `edits` keeps of them.
  init(of lesson: Lesson, in installation: Installation, _ edits: EditStore) {
    let names = lesson.steps.compactMap(\.kernel?.name).reduce(into: [String]()) {
      names, name in if !names.contains(name) { names.append(name) }
    }
    let folder = LessonModule(folder: lesson.path, in: installation)
    // A lesson kept elsewhere may have kernels of those that were built in.
    let home = LessonModule.built(for: folder, names, in: installation)
    module = home.isBuilt ? home.name : nil
    let own = Set(folder.kernels + names)
    sources = folder.paths.map { SourceDocument(at: $0, in: home, edits) { own.contains($0) } }
    let sources = sources
    kernels = names.map { name in
      KernelDocument(name, in: home, source: sources.first { $0.fileName == name + ".swift" })
    }
  }
}

extension SourceDocument {
  /// The file at `path`; `home` is the module that may have been built of it.
  fileprivate init(
    at path: String, in home: LessonModule, _ edits: EditStore, isKernel: (String) -> Bool
  ) {
    let url = URL(filePath: path)
    let name = url.deletingPathExtension().lastPathComponent
    self.init(
      fileName: url.lastPathComponent, editName: isKernel(name) ? name : "\(home.name).\(name)",
      original: "")
    do {
      original = try String(contentsOf: url, encoding: .utf8)
    } catch {
      problem = KernelFailure(.unreadableSource(path: path))
    }
    do throws(StoreError) {
      edit = try edits.load(kernel: editName)
    } catch {
      editProblem = error
    }
    let known = try? home.file(at: "\(home.folder)/\(fileName)")
    isInProgram = known?.isBuiltIn == true && known?.source.text == original
  }
}

extension KernelDocument {
  /// The kernel `name`; one that was not built in is described once it has been compiled.
  fileprivate init(_ name: String, in home: LessonModule, source: SourceDocument?) {
    self.init(name: name)
    guard source != nil else {
      problem = KernelFailure(.unreadableSource(path: "\(home.folder)/\(name).swift"))
      return
    }
    guard let type = home.kernel(name) else { return }
    reads = type.reads
    do {
      parameters = try KernelParameters(of: type.init()).checkedDescriptions()
    } catch {
      problem = KernelFailure(error)
    }
  }
}
