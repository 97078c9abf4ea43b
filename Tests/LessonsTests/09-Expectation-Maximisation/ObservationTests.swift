import Margin
import Testing

@testable import Lesson09

@Suite("What a hidden Markov model sees") struct ObservationTests {
  private func read(_ text: String) throws -> Observations {
    let host = RecordingHost()
    host.paths["casino"] = try temporaryCSV(text)
    return try Observations.symbols("casino", in: Pane(host: host, seed: 0))
  }

  private func symbols(_ observations: Observations) -> String {
    guard case .symbols(let symbols, let names) = observations.content else { return "" }
    return symbols.map { names[$0] }.joined()
  }

  @Test("a table's symbols are its column symbol, or its only one; its label is the state")
  func tables() throws {
    let named = try read("time,symbol\n0.5,2\n1.5,1\n2.5,2\n")
    #expect(symbols(named) == "212" && named.known == nil)
    let labelled = try read("roll,die\n6,loaded\n1,fair\n")
    #expect(symbols(labelled) == "61")
    #expect(labelled.known?.names == ["loaded", "fair"])
  }

  @Test("a column of words is a sequence of these")
  func words() throws {
    let observations = try read("symbol\n" + String(repeating: "A\nC\nG\n", count: 5))
    #expect(symbols(observations) == String(repeating: "ACG", count: 5))
  }

  @Test("a text is its letters, with one blank between words; FASTA has a sequence for each header")
  func texts() throws {
    #expect(symbols(try read("It was, it WAS\nthe\n")) == "it␣was␣it␣was␣the␣")
    let bases = try read(">one\nACGT\nAC\n>two\nGG\n")
    #expect(symbols(bases) == "acgtacgg")
    #expect(bases.sequences == [0..<6, 6..<8])
  }

  @Test("what cannot be read ends in one line")
  func defects() throws {
    for (text, words) in [
      ("a,b\n1,2\n3,4\n", "none of the 2 columns"), ("symbol\n1\nnan\n", "row 2"),
    ] {
      #expect { try read(text) } throws: { "\($0)".contains(words) }
    }
  }

  @Test("states are matched with the known ones so that most places agree")
  func matchings() {
    #expect(matching([0, 0, 1, 1, 2], [1, 1, 0, 0, 0]) == [1, 0, nil])
    #expect(stateAccuracy([0, 0, 1, 1, 2], [1, 1, 0, 0, 0]) == 0.8)
    #expect(stateAccuracy([0, 0, 0], [2, 2, 1]) == 2.0 / 3)
  }

  @Test("one place, one symbol and a constant column are learnt without a NaN")
  func degenerate() throws {
    for text in ["symbol\n1\n", "symbol\n1\n1\n1\n"] {
      for emission in ["discrete", "Gaussian"] {
        let path = try temporaryCSV(text)
        let host = try run(HiddenMarkov(), ["emission": .choice(emission)]) {
          $0.paths["casino"] = path
          $0.paths["nile"] = path
        }
        #expect(try host.result("log-likelihood").isFinite)
      }
    }
  }
}
