import Margin
import TestSupport
import Testing

@testable import Lesson09

@Suite("k-means")
struct KMeansTests {
  @Test("assignments and inertia are those of scikit-learn's Lloyd, step by step")
  func trace() throws {
    let golden = try GoldenFile("09-k-means").case("Lloyd")
    let x = try golden.inputs.x.tensor
    var clustering = Clustering(mu: try golden.inputs.centres.tensor)
    #expect(!golden.expected.trace.values.isEmpty)
    for expected in golden.expected.trace.values {
      clustering.assign(x)
      #expect(relativeError(clustering.inertia, try expected.inertia.number) < golden.tolerance)
      #expect(clustering.z == (try expected.assignment.tensor).scalars.map { Int($0) })
      #expect(clustering.average(x).isEmpty)
    }
    let error = abs(clustering.mu - (try golden.expected.centres.tensor)).max().scalar
    #expect(error < golden.tolerance)
  }

  @Test("ten starts on iris reach the inertia 78.8514")
  func iris() throws {
    let host = try run(KMeans())
    #expect(abs((host.results["inertia"] ?? 0) - 78.851441426146) < 1e-6)
    #expect(abs((host.results["adjusted Rand index"] ?? 0) - 0.7302) < 1e-4)
  }

  @Test("the inertia never rises within a start", arguments: [0, 1, 2, 3] as [UInt64])
  func descent(seed: UInt64) throws {
    let host = try run(
      KMeans(), ["restarts": .integer(1), "clusters": .integer(6), "start": .choice("random")],
      seed: seed)
    let inertias = host.series["inertia"] ?? []
    #expect(inertias.count > 2)
    for (former, next) in zip(inertias, inertias.dropFirst()) { #expect(next <= former) }
  }

  @Test("each of ten starts is a curve of its own, from its first iteration")
  func starts() throws {
    let host = try run(KMeans())
    let starts = host.starts["inertia"] ?? []
    let inertias = host.series["inertia"] ?? []
    #expect(Set(starts) == Set(1...10))
    for n in starts.indices.dropFirst() where starts[n] == starts[n - 1] {
      #expect(inertias[n] <= inertias[n - 1])
    }
  }

  @Test("an empty cluster moves to the point farthest from its own centre")
  func emptyCluster() {
    let x: Tensor<Double> = [[0, 0], [1, 0], [9, 0]]
    var clustering = Clustering(mu: [[0.5, 0], [100, 0]])
    clustering.assign(x)
    #expect(clustering.average(x) == [1])
    #expect(clustering.mu.row(1) == [9, 0])
  }

  @Test("more clusters than points is an error in words")
  func tooFew() throws {
    let path = try temporaryCSV("a,b\n1,2\n3,4\n")
    #expect(throws: TooFewPoints.self) { try run(KMeans()) { $0.paths["iris"] = path } }
  }

  @Test("k-means++ draws different points, far ones first")
  func seeding() {
    var random = RandomSource(seed: 3)
    let x: Tensor<Double> = [[0, 0], [0, 0.1], [50, 0], [50, 0.1], [0, 90], [0.1, 90]]
    for _ in 0..<50 {
      let groups = kMeansPlusPlusSeeds(x, 3, using: &random).map { $0 / 2 }
      #expect(Set(groups).count == 3)
    }
    #expect(kMeansPlusPlusSeeds([[1, 1], [1, 1]], 2, using: &random).count == 2)
  }
}
