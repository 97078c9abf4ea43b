import Foundation
import KernelRuntime
import Testing

@Suite("margin runs", .timeLimit(.minutes(5))) struct RunsCommandTests {
  let program: Program

  init() throws { program = try Program() }

  private func ran(_ words: String...) throws -> Program.Outcome {
    let outcome = try program.call(["run"] + words + ["--json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome
  }

  @Test("list has the newest first, what is not the lesson's own value, and the results")
  func list() throws {
    let none = try program.call(["runs", "list"])
    #expect(none.code == 0 && none.output.contains("No run is recorded yet"))
    _ = try ran("TwoCoins")
    _ = try ran("GaussianMixture", "--set", "components=4", "--set", "floor@2=1e-3", "--seed", "3")
    let text = try program.call(["runs", "list"]).output.split(separator: "\n")
    try #require(text.count == 4)
    #expect(text[0].hasPrefix("2 ") && text[0].contains("9 GaussianMixture"))
    #expect(text[0].hasSuffix("components=4 floor@2=0.001 seed=3"))
    #expect(text[1].contains("finished") && text[1].contains("log-likelihood -"))
    #expect(text[2].hasPrefix("1 ") && text[2].hasSuffix("9 TwoCoins"))
    let objects = try program.call(["runs", "list", "--json"]).objects
    #expect(objects.map { $0["run"] as? Int } == [2, 1])
    #expect(objects[0]["lesson"] as? Int == 9 && objects[0]["status"] as? String == "finished")
    let values = try #require(objects[0]["parameters"] as? [String: Any])
    #expect(values["components"] as? Int == 4 && values["covariance"] as? String == "full")
    let changes = try #require(objects[0]["changes"] as? [[String: Any]])
    #expect(changes.first?["step"] as? Int == 2 && changes.first?["value"] as? Double == 1e-3)
    #expect((objects[0]["results"] as? [[String: Any]])?.isEmpty == false)
    #expect(try program.call(["runs", "list", "TwoCoins", "--json"]).objects.count == 1)
    #expect(try program.call(["runs", "list", "--last", "1", "--json"]).objects.count == 1)
    let wrong = try program.call(["runs", "list", "TwoCions"])
    #expect(wrong.code == 2 && wrong.errors.contains("did you mean TwoCoins?"))
  }

  @Test("show has values, changes, results, charts, and the line that runs it again")
  func show() throws {
    _ = try ran("GaussianMixture", "--set", "components=4", "--set", "floor@2=1e-3")
    let shown = try program.call(["runs", "show", "1", "--width", "60"])
    #expect(shown.code == 0 && !shown.output.contains("\u{1B}"))
    for part in [
      "run 1  GaussianMixture  lesson 9", "components  4", "default 3",
      "before step 2: floor 0.001",
      "margin run GaussianMixture --set components=4 --set floor@2=0.001", "── log-likelihood ",
      "converged", "finished: ",
    ] { #expect(shown.output.contains(part), "\(part)") }
    #expect(shown.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("what is recorded of a run is told as JSON just as the run itself told it")
  func sameAsTold() throws {
    let told = try ran("TwoCoins", "--set", "hard=on")
    let shown = try program.call(["runs", "show", "1", "--json"])
    let path = program.home + "/run.jsonl"
    #expect(try program.call(["runs", "export", "1", "-o", path]).code == 0)
    let exported = try String(contentsOfFile: path, encoding: .utf8)
    #expect(shown.output == exported)
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n").map(String.init).filter { !$0.contains("\"event\":\"log\"") }
    }
    #expect(lines(told.output).first == lines(exported).first)
    #expect(lines(told.output).last == lines(exported).last)
    // Points and results may be told in another order.
    #expect(lines(told.output).sorted() == lines(exported).sorted())
  }

  @Test("export writes a table with every point, or the charts")
  func export() throws {
    let told = try ran("TwoCoins")
    let path = program.home + "/run"
    #expect(try program.call(["runs", "export", "1", "-o", path + ".csv"]).code == 0)
    let rows = try String(contentsOfFile: path + ".csv", encoding: .utf8).split(separator: "\n")
    #expect(rows.first == "series,step,x,start,seconds,value")
    #expect(rows.count == told.metrics.count + 1)
    #expect(try program.call(["runs", "export", "1", "-o", path + ".svg"]).code == 0)
    #expect(try String(contentsOfFile: path + ".svg", encoding: .utf8).hasPrefix("<svg "))
    let wrong = try program.call(["runs", "export", "1", "-o", path + ".txt"])
    #expect(wrong.code == 2 && wrong.errors.contains(".csv, .jsonl or .svg"))
    #expect(try program.call(["runs", "export", "1"]).code == 2)
    #expect(try program.call(["runs", "export", "1", "-o", "/nowhere/x.csv"]).code == 1)
  }

  @Test("remove forgets runs once it was told to, all of them or none")
  func remove() throws {
    for _ in 1...3 { _ = try ran("TwoCoins") }
    let asked = try program.call(["runs", "remove", "1"])
    #expect(asked.code == 2 && asked.errors.contains("--yes"))
    let wrong = try program.call(["runs", "remove", "1", "7", "--yes"])
    #expect(wrong.code == 2 && wrong.errors.contains("there is no run 7"))
    #expect(try program.call(["runs", "list", "--json"]).objects.count == 3)
    let removed = try program.call(["runs", "remove", "3", "1", "3", "--yes"])
    #expect(removed.code == 0 && removed.output.split(separator: "\n").count == 2)
    #expect(removed.output.contains("removed run 3 of TwoCoins"))
    let left = try program.call(["runs", "list", "--json"]).objects
    #expect(left.map { $0["run"] as? Int } == [2])
    #expect(try program.call(["runs", "show", "3"]).code == 2)
  }

  @Test(
    "show --follow tells a run to its end while another process writes it; it cannot be removed")
  func follow() throws {
    let kernel = try program.file(
      "KMeans.swift",
      """
      import Glibc
      import Margin

      final class KMeans: Kernel {
        func run(in pane: Pane) throws {
          let end = "\(program.home)/end"
          for step in pane.steps(1_000_000) {
            pane.plot("step", step)
            if access(end, F_OK) == 0 { break }
            usleep(5000)
          }
          pane.result("last", pane.step)
        }
      }
      """)
    let runs = program.home + "/margin/runs"
    var followed: Program.Outcome?
    let told = try program.call(["run", "KMeans", "--source", kernel, "--json"]) { _ in
      // A run's file has its points once a second.
      while (try? FileManager.default.contentsOfDirectory(atPath: runs))?.contains(where: {
        $0.hasSuffix(".jsonl")
      }) != true { usleep(1000) }
      let listed = try? program.call(["runs", "list", "--json"])
      #expect(listed?.objects.first?["status"] as? String == "running")
      let refused = try? program.call(["runs", "remove", "1", "--yes"])
      #expect(refused?.code == 2 && refused?.errors.contains("still under way") == true)
      followed = try? program.call(["runs", "show", "1", "--follow", "--json"]) { _ in
        _ = FileManager.default.createFile(atPath: program.home + "/end", contents: nil)
      }
    }
    #expect(told.code == 0, "\(told.errors)")
    let outcome = try #require(followed)
    #expect(outcome.code == 0)
    #expect(outcome.objects.last?["status"] as? String == "finished")
    #expect(outcome.metrics == told.metrics)
    #expect(outcome.objects.contains { $0["name"] as? String == "last" })
  }

  @Test("a wrong call says what there is")
  func wrongCalls() throws {
    for words in [
      ["runs"], ["runs", "lst"], ["runs", "show"], ["runs", "show", "x"], ["runs", "show", "1"],
    ] {
      let outcome = try program.call(words)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(words)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
    #expect(try program.call(["runs", "lst"]).errors.contains("did you mean list?"))
    let help = try program.call(["runs", "--help"]).output
    for part in ["list", "show", "export", "remove"] {
      #expect(help.contains("margin runs \(part)"))
    }
    #expect(try program.call(["runs", "export", "--help"]).output.contains(".svg"))
  }
}
