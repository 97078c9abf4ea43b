import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson09

@Suite("Latent Dirichlet allocation")
struct LatentDirichletTests {
  let golden: GoldenFile

  init() throws { golden = try GoldenFile("09-latent-dirichlet") }

  @Test("one document's γ after one update, and γ and bound at the end, are the golden ones")
  func oneDocument() throws {
    let first = try golden.case("one document: one variational update")
    let end = try golden.case("one document: at convergence")
    let counts = try first.inputs.counts.tensor.unsqueezed(axis: 0)
    let model = TopicModel(
      alpha: try first.inputs.alpha.tensor, beta: try first.inputs.beta.tensor)
    let once = model.expectation(counts, from: model.firstGamma(counts), iterations: 1)
    #expect(
      abs(once.gamma.row(0) - (try first.expected.gamma.tensor)).max().scalar < first.tolerance)
    let often = model.expectation(counts, from: model.firstGamma(counts), iterations: 500)
    #expect(abs(often.gamma.row(0) - (try end.expected.gamma.tensor)).max().scalar < end.tolerance)
    #expect(relativeError(often.bound, try end.expected.elbo.number) < end.tolerance)
    #expect(try often.bound < end.expected.exactLogProbability.number)
  }

  @Test("one iteration on a corpus gives the golden topics and α, twelve the golden bounds")
  func corpus() throws {
    let first = try golden.case("corpus: one variational EM iteration")
    let course = try golden.case("corpus: bound and alpha")
    let counts = try first.inputs.counts.tensor
    var model = TopicModel(
      alpha: Tensor(repeating: try first.inputs.alpha.number, shape: [3]),
      beta: try first.inputs.beta.tensor)
    for (t, bound) in course.expected.bound.values.enumerated() {
      let found = model.expectation(counts, from: model.firstGamma(counts), iterations: 500)
      #expect(relativeError(found.bound, try bound.number) < course.tolerance)
      #expect(relativeError(model.alpha[0], try course.expected.alpha[t].number) < 1e-4)
      model = model.maximised(found, smoothing: 0, estimatesAlpha: true)
      guard t == 0 else { continue }
      let expected = first.expected
      #expect(abs(found.gamma - (try expected.gamma.tensor)).max().scalar < first.tolerance)
      #expect(abs(model.beta - (try expected.beta.tensor)).max().scalar < first.tolerance)
      #expect(relativeError(model.alpha[0], try expected.alpha.number) < first.tolerance)
    }
  }

  @Test("Newton in linear time finds the golden α of each topic")
  func asymmetric() throws {
    let golden = try golden.case("asymmetric alpha")
    let gamma = try golden.inputs.gamma.tensor
    let logTheta = digamma(gamma) - digamma(gamma.sum(axis: 1, keepingAxis: true))
    let alpha = asymmetricAlpha(logTheta, from: try golden.inputs.start.tensor)
    #expect(abs(alpha - (try golden.expected.alpha.tensor)).max().scalar < golden.tolerance)
  }

  @Test("with γ kept the bound never falls, whatever the number of inner iterations")
  func monotone() throws {
    for inner in [1, 3, 30] {
      let host = try run(
        LatentDirichlet(), ["inner": .integer(inner), "steps": .integer(60)], seed: 2)
      let bounds = try #require(host.series["bound"])
      for (former, next) in zip(bounds, bounds.dropFirst()) {
        #expect(next >= former - 1e-9 * abs(former), "\(inner)")
      }
      let beta = try #require((host.kernel as? LatentDirichlet)?.model).beta
      #expect(abs(beta.sum(axis: 1) - 1).max().scalar < 1e-12)
    }
  }

  @Test("of few documents too α is estimated before the run is over")
  func estimatedAlpha() throws {
    let path = try temporaryCSV("a,b,c\n9,0,0\n0,9,0\n9,0,0\n0,0,9\n")
    let host = try run(LatentDirichlet(), ["topics": .integer(3)]) { $0.paths["bars"] = path }
    #expect(try #require(host.results["alpha"]) != 0.5)
  }

  @Test("a held-out word that no topic has is infinitely surprising, unless topics are smoothed")
  func unseenWord() throws {
    let path = try temporaryCSV("a,b\n3,0\n2,0\n4,0\n3,0\n5,0\n2,2\n")
    let bare = try run(LatentDirichlet(), ["topics": .integer(2)]) { $0.paths["bars"] = path }
    #expect(bare.results["held-out perplexity"] == .infinity)
    #expect(bare.lines.contains { $0.contains("raise the smoothing") })
    let smooth = try run(
      LatentDirichlet(), ["topics": .integer(2), "smoothing": .number(0.1)]
    ) { $0.paths["bars"] = path }
    #expect(try #require(smooth.results["held-out perplexity"]) < 100)
  }

  @Test("a text's lines are documents; negative counts and a text without words end in one line")
  func reading() throws {
    let text = Documents(lines: Corpus("The cat sat\n\nA cat, a DOG!\n"))
    #expect(text.C.shape == [2, 4])
    #expect(Set(text.words) == ["the", "cat", "sat", "dog"])
    let path = try temporaryCSV("a,b\n1,2\n-1,3\n")
    #expect {
      try run(LatentDirichlet()) { $0.paths["bars"] = path }
    } throws: { error in
      "\(error)".contains("row 2, column 1")
    }
    let empty = try temporaryCSV("a,b\n0,0\n0,0\n")
    #expect {
      try run(LatentDirichlet()) { $0.paths["bars"] = empty }
    } throws: { error in
      "\(error)".contains("have no words")
    }
  }
}
