import Foundation
import Testing

@testable import KernelRuntime

/// That the house is built as its plan, `Sources/README.md`, draws it.
@Suite("The house") struct HouseTests {
  private static let root = URL(filePath: Installation.current.root)

  private static func sources(_ folder: String) -> [URL] {
    let files = FileManager.default.enumerator(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  /// What the plan's table draws: module → modules that it imports.
  private static func plan() throws -> [String: Set<String>] {
    let text = try String(contentsOf: root.appending(path: "Sources/README.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").compactMap { line -> (String, Set<String>)? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count == 4, let name = names(in: cells[0]).first
      else { return nil }
      return (name, Set(names(in: cells[1])))
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private static func names(in text: String) -> [String] {
    text.split { !$0.isLetter }.map(String.init)
  }

  @Test("each module imports what the plan draws, and nothing else of the house")
  func arrows() throws {
    let plan = try Self.plan()
    let modules = Set(plan.keys).union(plan.values.joined())
    #expect(plan.count > 10)
    for (module, drawn) in plan.sorted(by: { $0.key < $1.key }) {
      let folder = module == "Lessons" ? "Lessons" : "Sources/\(module)"
      var imported: Set<String> = []
      for file in Self.sources(folder) {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let words = line.split(separator: " ")
          guard let place = words.firstIndex(of: "import"), place < 4 else { continue }
          // `import func Glibc.exp` names the module before the point.
          var name = words.last?.split(separator: ".").first.map(String.init) ?? ""
          if name.firstMatch(of: /^Lesson\d+$/) != nil { name = "Lessons" }
          if modules.contains(name) { imported.insert(name) }
        }
      }
      #expect(imported == drawn.intersection(modules), "\(module)")
    }
  }

  @Test("each lesson's folder is a module: SwiftPM would not notice one that it were to find")
  func modules() throws {
    let manifest = try String(
      contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let folders = LessonModule.all().map { URL(filePath: $0.folder).lastPathComponent }
    #expect(folders.contains("09-Expectation-Maximisation"))
    for folder in folders { #expect(manifest.contains("\"\(folder)\""), "\(folder)") }
    let numbers = folders.map { $0.prefix { $0 != "-" } }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test("kernels have names of their own among all lessons: the command line knows no other")
  func kernelNames() {
    let names = KernelSource.kernels()
    #expect(names.contains("TwoCoins"))
    #expect(Set(names).count == names.count)
  }

  @Test("no file has more than 400 lines", arguments: ["Sources", "Lessons", "Tests"])
  func lengths(folder: String) throws {
    let files = Self.sources(folder)
    #expect(!files.isEmpty)
    for file in files {
      let lines = try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file.path)")
    }
  }
}
