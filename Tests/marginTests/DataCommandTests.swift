import Foundation
import KernelRuntime
import Testing

@Suite("Data of the user's own", .timeLimit(.minutes(3))) struct DataCommandTests {
  let program: Program
  let source: String

  init() throws {
    program = try Program()
    source = try program.file(
      "TwoCoins.swift",
      """
      import Margin

      final class TwoCoins: Kernel {
        static let reads = ["train", "test", "corpus"]
        func run(in pane: Pane) throws {
          let train = try pane.images("train")
          let test = try pane.dataset("test")
          let corpus = try pane.text("corpus")
          pane.result("images", train.count)
          pane.result("labels", train.labels?.reduce(0, +) ?? -1)
          pane.result("brightest", train.pixels().max())
          pane.result("columns", test.features.shape[1])
          pane.result("words", corpus.words.reduce(0) { count, _ in count + 1 })
        }
      }
      """)
  }

  func run(_ data: String...) throws -> Program.Outcome {
    try program.call(
      ["run", "TwoCoins", "--source", source, "--json"] + data.flatMap { ["--data", $0] })
  }

  @Test("several names, each of its kind; the record has each by the hash of its file")
  func severalKinds() throws {
    let labels = try program.file("own", "\0\0\u{8}\u{1}\0\0\0\u{2}\u{3}\u{4}")
    let train = try program.file(
      "train", "\0\0\u{8}\u{3}\0\0\0\u{2}\0\0\0\u{1}\0\0\0\u{1}\u{5}\u{7F}")
    let test = try program.file("test.txt", "1 1:2 7:3\n-1 2:1\n")
    let corpus = try program.file("corpus", "the cat\nsat")
    let outcome = try run(
      "train=\(train)", "train.labels=\(labels)", "test=\(test)", "corpus=\(corpus)")
    #expect(outcome.code == 0, "\(outcome.errors)")
    func result(_ name: String) -> Double? {
      outcome.objects.first { $0["name"] as? String == name }?["value"] as? Double
    }
    #expect(result("images") == 2 && result("labels") == 7)
    #expect(result("brightest") == Double(Float(127) / 255))
    #expect(result("columns") == 7 && result("words") == 3)
    let hashes = try #require(outcome.objects.last?["data"] as? [String: String])
    #expect(hashes.keys.sorted() == ["corpus", "test", "train"])
    #expect(hashes["corpus"] == SHA256.hash(of: "the cat\nsat"))
    let record = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: program.home)
        .filter { $0.contains("runs/") && $0.hasSuffix(".jsonl") }.first)
    let text = try String(contentsOfFile: "\(program.home)/\(record)", encoding: .utf8)
    #expect(text.contains(SHA256.hash(of: "the cat\nsat")))
  }

  @Test("a name that the kernel does not read is refused with those that it reads")
  func unknownName() throws {
    let file = try program.file("a.txt", "a")
    let outcome = try run("corpsu=\(file)")
    #expect(outcome.code == 2 && outcome.output == "")
    #expect(
      outcome.errors.contains("“corpsu” (did you mean corpus?): train, test, corpus"),
      "\(outcome.errors)")
    let call = ["run", "TwoCoins", "--source", source, "--in-process", "--data", "x=\(file)"]
    #expect(try program.call(call).code == 2)
  }

  @Test("data that is read with other values only is refused with those values named as the reason")
  func unreadName() throws {
    let file = try program.file("a.csv", "a\n1\n2\n")
    let outcome = try program.call([
      "run", "HiddenMarkov", "--set", "emission=Gaussian", "--data", "casino=\(file)",
    ])
    #expect(outcome.code == 2)
    #expect(
      outcome.errors.contains("with these values the kernel does not read “casino”, only nile"))
  }

  @Test("a kernel that does not say what it reads has read all before its first step")
  func undeclared() throws {
    let kernel = try program.file(
      "KMeans.swift",
      """
      import Margin

      final class KMeans: Kernel {
        func run(in pane: Pane) throws {
          _ = try pane.dataset("tosses")
          for step in pane.steps(1_000_000_000) { pane.plot("step", step) }
        }
      }
      """)
    let file = try program.file("a.csv", "a\n1\n")
    let outcome = try program.call(
      ["run", "KMeans", "--source", kernel, "--json", "--data", "toses=\(file)"])
    #expect(outcome.code == 2 && outcome.metrics.isEmpty)
    #expect(outcome.errors.contains("did you mean tosses?"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("data that are missing or broken are told in one line and are a wrong call")
  func broken() throws {
    let file = try program.file("a.txt", "a")
    let missing = try run("test=\(file)")
    #expect(missing.code == 2 && missing.errors.contains("--data train=FILE"), "\(missing.errors)")
    let text = try run("train=\(file)")
    #expect(text.code == 2 && text.errors.contains(file), "\(text.errors)")
    #expect(text.errors.split(separator: "\n").count == 1)
  }

  @Test("show and help tell what a kernel reads and what data may be")
  func help() throws {
    #expect(try program.call(["show", "KMeans"]).output.contains("data    iris"))
    let shown = try #require(try program.call(["show", "TwoCoins", "--json"]).objects.first)
    #expect(shown["data"] as? [String] == ["tosses"])
    let help = try program.call(["run", "--help"]).output
    for kind in ["CSV", "LIBSVM", "IDX", "PGM", ".amat", ".gz", "text"] {
      #expect(help.contains(kind), "\(kind)")
    }
  }
}
