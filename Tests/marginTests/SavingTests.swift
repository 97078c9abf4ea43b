import Foundation
import KernelRuntime
import Testing

@Suite("What kernels keep", .timeLimit(.minutes(5))) struct SavingTests {
  let program: Program
  let writer: String
  let reader: String

  init() throws {
    program = try Program()
    writer = try program.file("KMeans.swift", Self.writer)
    reader = try program.file("TwoCoins.swift", Self.reader)
  }

  static let writer = """
    import Margin

    final class KMeans: Kernel {
      @Slider("width", 1...9, restarts: true) var width = 3
      @Toggle("fails", restarts: true) var fails = false

      func run(in pane: Pane) throws {
        let net = Linear<Float>(width, 2, using: &pane.random)
        for _ in pane.steps(3) { try pane.save(net, as: "net") }
        try pane.save(as: "counts.arpa") { file in
          file.write("\\\\data\\\\\\n")
          for n in 1...200_000 { file.write("\\(n)\\n") }
          if fails { throw SavingError.name("on purpose") }
        }
        pane.result("sum", net.weight.sum())
        pane.log("the end")
      }
    }
    """

  static let reader = """
    import Margin

    final class TwoCoins: Kernel {
      func run(in pane: Pane) throws {
        let net = Linear<Float>(3, 2, using: &pane.random)
        try pane.load("net", into: net)
        let text = try pane.load(text: "counts.arpa")
        for _ in pane.steps(1) {}
        pane.result("sum", net.weight.sum())
        pane.result("lines", text.utf8.count { $0 == 10 })
      }
    }
    """

  private func save(_ options: String..., environment: [String: String] = [:]) throws
    -> Program.Outcome
  {
    try program.call(
      ["run", "KMeans", "--source", writer] + options, environment: environment)
  }

  private func load(_ options: String..., environment: [String: String] = [:]) throws
    -> Program.Outcome
  {
    try program.call(
      ["run", "TwoCoins", "--source", reader] + options, environment: environment)
  }

  private func sum(_ outcome: Program.Outcome) -> Double? {
    outcome.objects.first { $0["name"] as? String == "sum" }?["value"] as? Double
  }

  private var folder: String { program.home + "/margin/saved" }

  @Test("what one kernel saves another one loads, in the same bits, and its record has the hash")
  func roundTrip() throws {
    let saved = try save("--json")
    #expect(saved.code == 0, "\(saved.errors)")
    let loaded = try load("--json")
    #expect(loaded.code == 0, "\(loaded.errors)")
    #expect(sum(saved) != nil && sum(saved) == sum(loaded))
    #expect(loaded.objects.contains { $0["value"] as? Double == 200_001 })
    let records = program.home + "/margin/runs"
    let names = try FileManager.default.contentsOfDirectory(atPath: records)
    let record = try String(
      contentsOfFile: "\(records)/\(try #require(names.first { $0.contains("TwoCoins") }))",
      encoding: .utf8)
    let file = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder + "/net.safetensors")
    let hash = try #require(SHA256.hash(ofFile: "\(folder)/\(file)"))
    #expect(record.contains("\"net\":\"\(hash)\""))
    #expect(record.contains("\(folder)/\(file)"))
    #expect(file == "net-\(hash.prefix(12)).safetensors")
  }

  @Test("an older one is still there under its hash, so that a recorded run gives the same numbers")
  func versions() throws {
    let first = try save("--json", "--seed", "1")
    let file = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder + "/net.safetensors")
    let second = try save("--json", "--seed", "2")
    #expect(sum(first) != sum(second))
    #expect(try sum(load("--json")) == sum(second))
    #expect(try sum(load("--json", "--data", "net=\(folder)/\(file)")) == sum(first))
  }

  @Test("however often something is saved, few files of it are kept and none half written")
  func bounded() throws {
    for seed in 0..<12 { _ = try save("--json", "--seed", "\(seed)") }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count { $0.hasPrefix("net-") } == 8)
    #expect(names.count { $0.hasPrefix("counts-") } == 1)
    #expect(!names.contains { $0.hasPrefix(".") })
  }

  @Test("what is not there yet is told in one line with the kernel to run first")
  func nothingSaved() throws {
    let outcome = try load("--plain")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("there is no “net” yet"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a model of another shape is refused by the parameter's name")
  func otherShape() throws {
    _ = try save("--set", "width=5")
    let outcome = try load("--plain")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("“weight”") && outcome.errors.contains("[2, 3]"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("--save writes the form that the file's ending asks for, or says what there is")
  func ownFile() throws {
    for name in ["own.safetensors", "own.arpa"] {
      let path = "\(program.home)/\(name)"
      let outcome = try save("--plain", "--save", path)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(FileManager.default.fileExists(atPath: path))
    }
    let text = try String(contentsOfFile: "\(program.home)/own.arpa", encoding: .utf8)
    #expect(text.hasPrefix("\\data\\\n1\n") && text.hasSuffix("\n200000\n"))
    let wrong = try save("--plain", "--save", "\(program.home)/own.txt")
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("counts.arpa, net.safetensors"))
    let nowhere = try save("--plain", "--save", "/no/such/folder/x.arpa")
    #expect(nowhere.code == 2 && nowhere.errors.contains("--save"))
    let here = try save("--in-process", "--save", "\(program.home)/here.arpa")
    #expect(here.code == 0, "\(here.errors)")
    #expect(FileManager.default.fileExists(atPath: "\(program.home)/here.arpa"))
  }

  @Test("a folder that cannot be written is told in a line, and the run goes on to its end")
  func unwritable() throws {
    // A file where the folder should be refuses the owner too, who may be root.
    try FileManager.default.createDirectory(
      atPath: program.home + "/margin", withIntermediateDirectories: true)
    try "".write(toFile: folder, atomically: true, encoding: .utf8)
    let outcome = try save("--plain")
    #expect(outcome.code == 0, "\(outcome.errors)")
    // Though it saves at each step, it is said once of each name.
    #expect(outcome.output.components(separatedBy: "not saved: ").count <= 3)
    #expect(outcome.output.contains("not saved: "))
    #expect(!outcome.output.contains(".tmp"))
    #expect(outcome.output.contains("the end"))
    let full = try save("--plain", "--save", "/dev/full.arpa")
    #expect(full.output.contains("the end") || full.code == 2)
  }

  @Test("a file of the user's own that cannot be loaded is a wrong call, told in one line")
  func unusableFile() throws {
    _ = try save("--plain")
    for (data, words) in [
      ("net=/dev/zero", "a device"), ("net=/", "a folder"), ("counts.arpa=/dev/zero", "a device"),
      ("net=\(writer)", "no valid safetensors file"),
      ("counts.arpa=\(folder)/net.safetensors", "not text in UTF-8"),
    ] {
      let outcome = try load("--plain", "--data", data)
      #expect(outcome.code == 2, "\(data)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("a text whose kernel fails on the way leaves what was kept before")
  func failing() throws {
    _ = try save("--plain")
    let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let outcome = try save("--plain", "--set", "fails=on")
    #expect(outcome.code == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
  }
}
