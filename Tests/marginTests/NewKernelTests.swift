import Foundation
import KernelRuntime
import Testing

/// Files of lessons that are newer than the program: listed, shown and run like the others.
@Suite("Kernels newer than the program", .timeLimit(.minutes(3))) struct NewKernelTests {
  let program: Program
  /// A package folder whose lessons may be added to.
  let root: String

  init() throws {
    program = try Program()
    root = program.home + "/package"
    let installed = Installation.current
    let files = FileManager.default
    try files.createDirectory(atPath: root, withIntermediateDirectories: true)
    for folder in ["Sources", "Datasets"] {
      try files.createSymbolicLink(
        atPath: "\(root)/\(folder)", withDestinationPath: "\(installed.root)/\(folder)")
    }
    // With the times of the files, by which they count as built in.
    let copy = Process()
    copy.executableURL = URL(filePath: "/bin/cp")
    copy.arguments = ["-rp", installed.lessons, "\(root)/Lessons"]
    try copy.run()
    copy.waitUntilExit()
  }

  private func call(_ arguments: String...) throws -> Program.Outcome {
    try program.call(arguments, environment: ["MARGIN_HOME": root])
  }

  private func write(_ text: String, _ path: String) throws {
    let url = URL(filePath: "\(root)/Lessons/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private static let em = "09-Expectation-Maximisation"

  /// It uses a companion that was built in, and is used by one that is as new.
  private static let kernel = """
    import Margin

    final class Fresh: Kernel {
      @Slider("points N", 2...100, restarts: true) var points = 5
      func run(in pane: Pane) throws {
        let x = Tensor<Double>.normal([points, 2], using: &pane.random)
        pane.result("seeds", Double(kMeansPlusPlusSeeds(x, 2, using: &pane.random).count))
        pane.result("size", freshArea(of: FreshBox(side: 3)))
      }
    }

    struct FreshBox { var side: Double }
    """

  private static let companion = "func freshArea(of b: FreshBox) -> Double { b.side * b.side }\n"

  @Test("a kernel in a lesson that was built")
  func inBuiltLesson() throws {
    try write(Self.kernel, "\(Self.em)/Fresh.swift")
    try write(Self.companion, "\(Self.em)/FreshBoxes.swift")
    #expect(try call("list").output.contains("Fresh, GaussianMixture"))
    let shown = try call("show", "Fresh")
    #expect(shown.code == 0 && shown.output.contains("points N"), "\(shown.errors)")
    let run = try call("run", "Fresh", "--set", "points=9", "--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("\"seeds\",\"value\":2") && run.output.contains("\"value\":9"))
    #expect(try call("run", "TwoCoins", "--json").output.contains("\"source\":\"built-in\""))
  }

  @Test("a kernel in a lesson of its own, that was not built")
  func inNewLesson() throws {
    try write("# Try\n\nA try.\n\n## One\n\n```kernel Walk\n```\n", "77-Try/Lesson.docc/lesson.md")
    let walk = """
      import Margin
      final class Walk: Kernel {
        @Toggle("twice") var twice = false
        func run(in pane: Pane) throws { pane.result("x", freshArea(of: FreshBox(side: twice ? 2 : 1))) }
      }
      """
    try write(walk, "77-Try/Walk.swift")
    try write(Self.companion + "struct FreshBox { var side: Double }\n", "77-Try/Boxes.swift")
    #expect(try call("list").output.contains("Walk"))
    #expect(try call("show", "Walk", "--json").output.contains("\"label\":\"twice\""))
    let run = try call("run", "Walk", "--set", "twice=on", "--json")
    #expect(run.output.contains("\"value\":4"), "\(run.errors)")
  }

  @Test("what does not compile is told with file and line, also by show")
  func broken() throws {
    try write(Self.kernel, "\(Self.em)/Fresh.swift")
    try write("\n\nfunc freshArea(of b: FreshBox) -> Double { b }\n", "\(Self.em)/FreshBoxes.swift")
    for words in [["show", "Fresh"], ["run", "Fresh"]] {
      let outcome = try program.call(words, environment: ["MARGIN_HOME": root])
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("\(Self.em)/FreshBoxes.swift:3:"), "\(outcome.errors)")
    }
  }

  @Test("two kernels of one name are refused with both their places")
  func twins() throws {
    try write("# Try\n\nA try.\n\n## One\n\nText.\n", "77-Try/Lesson.docc/lesson.md")
    try write("import Margin\nfinal class KMeans: Kernel {}\n", "77-Try/KMeans.swift")
    let outcome = try call("run", "KMeans")
    #expect(outcome.code == 2)
    #expect(
      outcome.errors.contains("\(Self.em)/KMeans.swift")
        && outcome.errors.contains("77-Try/KMeans.swift"))
  }

  @Test("--source takes several files: a type of the kernel's and the companion that names it")
  func severalSources() throws {
    let installed = Installation.current.lessons + "/" + Self.em
    var kernel = try String(contentsOfFile: "\(installed)/KMeans.swift", encoding: .utf8)
    kernel += "\nstruct Offset { var value = 40.0 }\n"
    kernel = kernel.replacing(
      "    pane.result(\"inertia\"",
      with: "    pane.result(\"offset\", offset(Offset()))\n    pane.result(\"inertia\"")
    var companion = try String(contentsOfFile: "\(installed)/Clusters.swift", encoding: .utf8)
    companion += "\nfunc offset(_ offset: Offset) -> Double { offset.value + 2 }\n"
    let (one, other) = (
      try program.file("KMeans.swift", kernel), try program.file("Clusters.swift", companion)
    )
    let run = try call("run", "KMeans", "--source", one, "--source", other, "--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("\"offset\",\"value\":42"))
    // A single file may have any name.
    let renamed = try program.file("mine.swift", kernel.replacing("offset(Offset())", with: "1"))
    #expect(try call("run", "KMeans", "--source", renamed, "--json").code == 0)
  }
}
