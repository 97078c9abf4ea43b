/// The Swift files of a lesson as a learner has them, and which of them matter to which.
public struct LessonSources: Hashable, Sendable {
  /// A file and whether its text is the one that was compiled into the program.
  public struct File: Hashable, Sendable {
    /// The file as it is.
    public var source: SourceFile
    /// Whether the program has it as it is.
    public var isBuiltIn: Bool

    /// A file; one that is not built in has to be compiled to be run.
    public init(_ source: SourceFile, isBuiltIn: Bool) {
      self.source = source
      self.isBuiltIn = isBuiltIn
    }
  }

  /// The module that was built of the lesson; nil where it was not built.
  public let module: String?
  private let files: [File]
  private let names: [SwiftNames]

  /// The files of a lesson.
  public init(_ files: [File], module: String?) {
    self.module = module
    self.files = files
    names = files.map { SwiftNames(in: $0.source.text) }
  }

  /// The kernel's own file and those that it uses, of these the ones that they use, and so on: what its
  /// numbers depend on.
  ///
  /// - Parameter kernel: The kernel's name.
  /// - Returns: Its own file first, the others in the lesson's order.
  public func sources(of kernel: String) -> [SourceFile] {
    guard let own = index(of: kernel + ".swift") else { return [] }
    return ordered(used(from: [own]), first: own)
  }

  /// What has to be compiled so that the kernel runs as the files are; nil where the program has it.
  ///
  /// These are the kernel's own file, those that were changed, those that mention what one of them declares
  /// or declare what one of them extends, and so on, as far as the kernel uses them; all others are imported
  /// as they were built in, where the same names mean other types.
  ///
  /// - Parameters:
  ///   - kernel: The kernel's name.
  ///   - open: A file that is compiled even if the kernel does not use it, for what is wrong with it.
  /// - Returns: The code, the kernel's own file first.
  public func code(of kernel: String, checking open: String? = nil) -> CompiledCode? {
    guard let own = index(of: kernel + ".swift") else { return nil }
    let stale = stale
    let wanted = [own] + [open.flatMap(index)].compactMap { $0 }.filter { !files[$0].isBuiltIn }
    let used = used(from: wanted)
    let needed = used.intersection(stale)
    if needed.isEmpty { return nil }
    let entangled = closure(of: needed.union([own])) {
      names[$1].depends(on: names[$0]) || !names[$0].extended.isDisjoint(with: names[$1].declared)
    }
    return CompiledCode(ordered(entangled.intersection(used), first: own), lesson: module)
  }

  /// The names of the files that declare a kernel of their own name.
  var kernels: [String] {
    zip(files, names).compactMap { file, names in
      let name = String(file.source.name.dropLast(".swift".count))
      return names.kernels.contains(name) ? name : nil
    }
  }

  /// What tells these sources from all others.
  public static func hash(of sources: [SourceFile]) -> String {
    hash(ofHashes: sources.map { ($0.name, SHA256.hash(of: $0.text)) })
  }

  /// The same where the texts' own hashes are known; of one file it is that one.
  public static func hash(ofHashes hashes: [(name: String, hash: String)]) -> String {
    if hashes.count == 1 { return hashes[0].hash }
    return SHA256.hash(of: hashes.map { "\($0.name) \($0.hash)\n" }.joined())
  }

  private func index(of name: String) -> Int? { files.firstIndex { $0.source.name == name } }

  private func ordered(_ indices: Set<Int>, first: Int) -> [SourceFile] {
    ([first] + indices.subtracting([first]).sorted()).map { files[$0].source }
  }

  /// The files that are not as they were built, and those for which something has changed by it.
  private var stale: Set<Int> {
    closure(of: Set(files.indices.filter { !files[$0].isBuiltIn })) {
      names[$1].depends(on: names[$0])
    }
  }

  /// `first` and all that they use.
  private func used(from first: [Int]) -> Set<Int> {
    closure(of: Set(first)) { names[$0].uses(names[$1]) }
  }

  /// `first` and all files that `leads` leads to from one of them, on any number of steps.
  private func closure(of first: Set<Int>, _ leads: (Int, Int) -> Bool) -> Set<Int> {
    var (found, fresh) = (first, first)
    while !fresh.isEmpty {
      fresh = Set(
        files.indices.filter { file in !found.contains(file) && fresh.contains { leads($0, file) } }
      )
      found.formUnion(fresh)
    }
    return found
  }
}
