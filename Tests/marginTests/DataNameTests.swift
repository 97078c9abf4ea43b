import Foundation
import KernelRuntime
import Testing

@Suite("margin data", .timeLimit(.minutes(5))) struct DataNameTests {
  let program: Program

  init() throws { program = try Program() }

  private func flowers(_ name: String = "flowers.csv") throws -> String {
    let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\($0 % 3),\($0 % 2),\($0 % 3 == 0 ? "a" : "b")" }
    return try program.file(name, (["p,q,r,s,species"] + rows).map { $0 + "\n" }.joined())
  }

  @Test("list tells what comes along, its size, source and licence, and which kernels read it")
  func list() throws {
    let text = try program.call(["data", "list", "--width", "100"]).output
    #expect(text.contains("150 irises") && text.contains("CC BY 4.0"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let objects = try program.call(["data", "list", "--json"]).objects
    let iris = try #require(objects.first { $0["name"] as? String == "iris" })
    #expect(iris["origin"] as? String == "included" && iris["bytes"] as? Int == 3716)
    #expect((iris["kernels"] as? [String])?.contains("GaussianMixture") == true)
    // Each file of the folder has its row in the table that tells where it is from.
    for object in objects where object["origin"] as? String == "included" {
      #expect(object["source"] is String && object["what"] is String, "\(object)")
    }
    #expect(objects.contains { $0["name"] as? String == "course" })
    let pairs = try #require(objects.first { $0["name"] as? String == "pairs" })
    #expect(pairs["origin"] as? String == "made" && pairs["bytes"] is NSNull)
    #expect(pairs["kernels"] as? [String] == ["CLIP"])
  }

  @Test("a named file is read by its name, whose run is that of its path")
  func named() throws {
    let path = try flowers()
    let added = try program.call(["data", "add", path, "--name", "mine"])
    #expect(added.code == 0 && added.output.contains("60 rows of 4 columns, 2 classes"))
    func run(_ data: String) throws -> Program.Outcome {
      try program.call(["run", "GaussianMixture", "--data", "iris=\(data)", "--json"])
    }
    let (byName, byPath) = (try run("mine"), try run(path))
    #expect(byName.code == 0, "\(byName.errors)")
    #expect(!byName.metrics.isEmpty && byName.metrics == byPath.metrics)
    let runs = try program.call(["runs", "list", "--json"]).objects
    #expect(runs.allSatisfy { ($0["data"] as? [String: String])?["iris"] == path })
    let own = try program.call(["data", "list", "--json"]).objects.last
    #expect(own?["name"] as? String == "mine" && own?["origin"] as? String == "yours")
    #expect(own?["path"] as? String == path)
    // What comes along has a name, too.
    let included = try program.call([
      "run", "KMeans", "--data", "iris=nile", "--set", "clusters=2", "--json",
    ])
    #expect(!included.errors.contains("readable"), "\(included.errors)")
    #expect(included.objects.first?["event"] as? String == "start")
    let wrong = try run("mien")
    #expect(wrong.code == 2 && wrong.errors.contains("did you mean mine?"), "\(wrong.errors)")
  }

  @Test("a name that is taken or none, and a file that is not there or no data, are wrong calls")
  func refused() throws {
    let path = try flowers()
    #expect(try program.call(["data", "add", path, "--name", "mine"]).code == 0)
    for (file, name, reason) in [
      (path, "mine", "margin data remove mine"), (path, "iris", "comes along"),
      (path, "a/b", "letters, digits"), ("/nowhere/x.csv", "new", "/nowhere/x.csv"),
    ] {
      let outcome = try program.call(["data", "add", file, "--name", name])
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
    #expect(try program.call(["data", "add", path]).code == 2)
    let text = try program.file("poem.txt", "one\ntwo, three\n\nfour\n")
    let added = try program.call(["data", "add", text, "--name", "poem"])
    #expect(added.code == 0 && added.output.contains("bytes of text"), "\(added.output)")
  }

  @Test("remove forgets a name and leaves the file; a file that is gone is told")
  func remove() throws {
    let path = try flowers()
    #expect(try program.call(["data", "add", path, "--name", "mine"]).code == 0)
    try FileManager.default.removeItem(atPath: path)
    #expect(try program.call(["data", "list"]).output.contains("NOT THERE"))
    let gone = try program.call(["run", "GaussianMixture", "--data", "iris=mine"])
    #expect(gone.code == 2 && gone.errors.contains(path))
    #expect(try program.call(["data", "remove", "mine"]).code == 0)
    let again = try program.call(["data", "remove", "mine"])
    #expect(again.code == 2 && again.errors.split(separator: "\n").count == 1)
    #expect(try program.call(["data", "list"]).output.contains("mine") == false)
  }
}
