import Margin
import Testing

@Suite("Curves that are plotted")
struct PlotTests {
  private let host = TestHost()

  @Test("a family's curves are told once, its points under the curve's name and the chart's")
  func family() {
    let pane = Pane(host: host, seed: 0)
    for epoch in 1...2 {
      for _ in pane.steps(3) {}
      let train = Tensor<Float>(2)
      pane.plot("NLL", ["train": train, "valid": 1.5, "best": 7], x: epoch, xLabel: "epoch")
    }
    #expect(host.points.map(\.series).prefix(3) == ["train NLL", "valid NLL", "best NLL"])
    #expect(host.points.map(\.x) == [1, 1, 1, 2, 2, 2])
    #expect(host.points.map(\.step) == [3, 3, 3, 6, 6, 6])
    #expect(host.points.map(\.y).prefix(3) == [2, 1.5, 7])
    #expect(host.curves.count == 3)
    #expect(host.curves.first == CurveDescription(chart: "NLL", name: "train", xLabel: "epoch"))
  }

  @Test("curves whose names are known only as it runs, and a family over the steps")
  func curve() {
    let pane = Pane(host: host, seed: 0)
    for step in pane.steps(2) {
      for k in 1...3 { pane.plot("loss", curve: "\(k)", k * step) }
      pane.plot("θ", ["A": 0.5, "B": 0.25])
    }
    #expect(host.points.map(\.series).prefix(5) == ["1 loss", "2 loss", "3 loss", "A θ", "B θ"])
    #expect(host.points.map(\.x) == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    #expect(Set(host.curves.map(\.chart)) == ["loss", "θ"])
    #expect(host.curves.count == 5)
  }

  @Test("a curve without a name is its chart's")
  func unnamed() {
    let pane = Pane(host: host, seed: 0)
    pane.plot("loss", ["": 1])
    #expect(host.points.map(\.series) == ["loss"])
  }

  @Test("each start is counted from its own first step, also where several go on side by side")
  func starts() {
    let pane = Pane(host: host, seed: 0)
    for start in 1...2 { for _ in pane.steps(3) { pane.plot("J", 1.0, start: start) } }
    #expect(host.points.map(\.x) == [1, 2, 3, 1, 2, 3])
    #expect(host.points.map(\.step) == [1, 2, 3, 4, 5, 6])
    #expect(host.points.map(\.start) == [1, 1, 1, 2, 2, 2])
    host.points = []
    for _ in pane.steps(2) { for start in 3...4 { pane.plot("J", 1.0, start: start) } }
    #expect(host.points.map(\.x) == [1, 1, 2, 2])
  }

  @Test("a plain curve is told without a description")
  func plain() {
    let pane = Pane(host: host, seed: 0)
    pane.plot("loss", 1.0)
    pane.plot("loss", 2, x: 3)
    #expect(host.points.map(\.x) == [0, 3])
    #expect(host.curves.allSatisfy { $0.chart == "loss" && $0.xLabel == nil })
  }
}
