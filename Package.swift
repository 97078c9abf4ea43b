// swift-tools-version: 6.0
import Foundation
import PackageDescription

/// The processor's AVX-512, or AVX2 and FMA, where it has them; every fast path is right without.
let simd: [SwiftSetting] = {
  let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let flags = processor.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
  let words = Set(flags.split(separator: " "))
  let level3: Set<Substring> = ["avx2", "fma", "bmi1", "bmi2", "movbe", "f16c", "abm"]
  let level4: Set<Substring> = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
  guard level3.isSubset(of: words) else { return [] }
  guard level4.isSubset(of: words) else { return [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])] }
  // Without the second flag vectors of 16 floats would be worked on in two halves.
  return [
    .unsafeFlags(["-Xcc", "-march=x86-64-v4", "-Xcc", "-mprefer-vector-width=512"])
  ]
}()

/// Only `.ci/run` asks for it: what a newer compiler warns of must not stop anyone's set-up.
let strictness: [SwiftSetting] =
  Context.environment["MARGIN_WARNINGS"] == "errors" ? [.unsafeFlags(["-warnings-as-errors"])] : []

/// `-enable-testing` in release too: tests run the program that users run, and an edited kernel
/// sees the other files of its lesson.
let settings: [SwiftSetting] =
  simd + strictness + [
    .unsafeFlags(["-enable-testing"]),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
  ]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The folders of `Lessons/`, each a module of its own: `09-…` is `Lesson09`.
///
/// They are named rather than found: SwiftPM keeps what a manifest says until its text changes, so
/// that a folder that is found would be built some day.
let lessons = [
  "01-Self-Supervision",
  "02-N-Gram-Language-Models",
  "03-Word-Vectors-And-NCE",
  "04-Mutual-Information",
  "05-Contrastive-Loss",
  "06-Deep-InfoMax",
  "07-Generative-Models",
  "08-Autoregressive-Models",
  "09-Expectation-Maximisation",
  "10-Regularisation",
  "11-Support-Vector-Machines",
  "12-Kernel-Logistic-Regression",
  "13-CLIP",
  "14-BLIP",
]

func module(ofLesson folder: String) -> String { "Lesson" + folder.prefix { $0 != "-" } }

/// `files` are folders of fixtures and goldens, which tests read where they stand.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], files: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    exclude: files, swiftSettings: settings)
}

let package = Package(
  name: "margin",
  products: [.executable(name: "margin", targets: ["margin"])],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "COpenBLAS"),
    .systemLibrary(name: "CProcess"),

    module("Cells"),
    module("Tensors", ["COpenBLAS"]),
    module("Datasets", ["Tensors"]),
    module("Charts", ["Cells"]),
    module("Margin", ["Charts", "Datasets", "Tensors"]),
    module("Notebook", ["Charts", "Cells"]),
    module("KernelRuntime", ["Margin", "CProcess"]),
    module("SourceEditor", ["Cells"]),
    module("Terminal", ["Cells", "CNcurses"]),
    module("NotebookUI", ["Terminal", "SourceEditor", "KernelRuntime", "Notebook", "Charts"]),
    module("LessonKit", ["Margin"]),
    .executableTarget(
      name: "margin",
      dependencies: ["NotebookUI", "KernelRuntime", "Notebook", "LessonKit"]
        + lessons.map { .init(stringLiteral: module(ofLesson: $0)) },
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    .target(
      name: "TestSupport", dependencies: ["Tensors"], path: "Tests/Support",
      swiftSettings: settings),
    tests("Cells"),
    tests("Charts", files: ["Goldens"]),
    tests("Tensors", files: ["Fixtures", "Goldens"]),
    tests("Datasets", files: ["Goldens"]),
    tests("Margin"),
    tests("Notebook", files: ["Fixtures", "Goldens"]),
    tests("KernelRuntime", ["margin"]),
    tests("SourceEditor"),
    tests("Terminal", ["CProcess"]),
    tests("NotebookUI", files: ["Goldens"]),
    tests("LessonKit", files: ["Goldens"]),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["TestSupport", "LessonKit", "Notebook", "KernelRuntime", "NotebookUI"]
        + lessons.map { .init(stringLiteral: module(ofLesson: $0)) },
      exclude: ["Goldens"], swiftSettings: settings),
    tests("margin"),
  ]
    + lessons.map { folder in
      .target(
        name: module(ofLesson: folder), dependencies: ["LessonKit", "Margin"],
        path: "Lessons/" + folder, swiftSettings: settings)
    },
  swiftLanguageModes: [.v6]
)

/// SwiftPM builds a target anew when a module that it names has changed, not when one has that it
/// gets through another: so each names all.
let named = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })

@MainActor func everything(under target: Target) -> Set<String> {
  target.dependencies.reduce(into: []) { names, dependency in
    guard case .byNameItem(let name, _) = dependency, let target = named[name] else { return }
    names.formUnion(everything(under: target).union([name]))
  }
}

for target in package.targets {
  target.dependencies = everything(under: target).sorted().map { .byName(name: $0) }
}
