import Margin
import Testing

private enum Shape: String, CaseIterable {
  case full, diagonal, spherical
}

private final class Example: Kernel {
  @Slider("components K", 1...10, restarts: true) var components = 3
  @Slider("floor", 1e-6...1e-1, scale: .log) var floor = 1e-4
  @Slider("rate", 0...1) var rate: Float = 0.1
  @Choice("covariance") var shape = Shape.full
  @Toggle("reveal") var reveals = false
  @Text("a beginning", limit: 12) var prompt = "the "
  var learnt: [Double] = []

  func run(in pane: Pane) throws {}
}

private final class Automatic: Kernel {
  @Slider("width γ", 1e-4...10, scale: .log, automatic: "1/(D·var)") var gamma: Double?
  @Slider("neighbours k", 1...50, automatic: "√N") var k: Int?

  func run(in pane: Pane) throws {}
}

private final class Misdeclared: Kernel {
  @Slider("rate", 0...1) var rate = 3.0

  func run(in pane: Pane) throws {}
}

private final class BelowZero: Kernel {
  @Slider("decay", -1...1, scale: .log) var decay = 0.5

  func run(in pane: Pane) throws {}
}

private final class Endless: Kernel {
  @Slider("width", 0...Double.infinity) var width = 0.5

  func run(in pane: Pane) throws {}
}

@Suite("Parameters") struct ParameterTests {
  private let kernel = Example()
  private var parameters: KernelParameters { KernelParameters(of: kernel) }

  @Test("a kernel's parameters are found in the order of its source, with Swift names")
  func discovery() {
    let found = parameters.descriptions
    #expect(found.map(\.name) == ["components", "floor", "rate", "shape", "reveals", "prompt"])
    #expect(found.map(\.restarts) == [true, false, false, false, false, false])
    #expect(found[0].kind == .integer(1...10, scale: .linear))
    #expect(found[1].kind == .number(1e-6...1e-1, scale: .log))
    #expect(found[3].kind == .choice(["full", "diagonal", "spherical"]))
    #expect(found[3].defaultValue == .choice("full"))
  }

  @Test("a declaration that makes no sense is refused in words, a log scale from 0 is not")
  func declarations() throws {
    func refusal(_ kernel: any Kernel) -> String? {
      let error = #expect(throws: ParameterError.self) {
        try KernelParameters(of: kernel).checkedDescriptions()
      }
      return error?.description
    }
    #expect(
      refusal(Misdeclared())
        == "rate begins with 3.0, outside its own range: rate is a number from "
        + "0.0 to 1.0, not “3.0”; change one of them in its declaration")
    #expect(refusal(BelowZero())?.hasPrefix("decay has a log scale, which needs a range") == true)
    #expect(refusal(Endless())?.hasPrefix("width has a range without end") == true)
    #expect(try parameters.checkedDescriptions() == parameters.descriptions)
  }

  @Test("what the data decide is nil until it is set, and again when set to automatic")
  func automatic() throws {
    let kernel = Automatic()
    let parameters = KernelParameters(of: kernel)
    #expect(kernel.gamma == nil && kernel.k == nil)
    let descriptions = try parameters.checkedDescriptions()
    #expect(descriptions.map(\.automatic) == ["1/(D·var)", "√N"])
    #expect(descriptions.map(\.defaultValue) == [.automatic, .automatic])
    try parameters.set("gamma", to: descriptions[0].value(parsing: "0.5"))
    try parameters.set("k", to: .integer(7))
    #expect(kernel.gamma == 0.5 && kernel.k == 7)
    try parameters.set("gamma", to: descriptions[0].value(parsing: "automatic"))
    #expect(kernel.gamma == nil)
    let refusal = #expect(throws: ParameterError.self) {
      try descriptions[1].value(parsing: "many")
    }
    #expect(refusal?.description == "k is a whole number from 1 to 50, or automatic, not “many”")
    #expect(throws: ParameterError.self) {
      try self.parameters.set("components", to: .automatic)
    }
  }

  @Test("a value that is set is what the kernel reads next")
  func setting() throws {
    try parameters.set("components", to: .integer(5))
    try parameters.set("floor", to: .number(0.01))
    try parameters.set("rate", to: .number(0.5))
    try parameters.set("shape", to: .choice("diagonal"))
    try parameters.set("reveals", to: .toggle(true))
    #expect(kernel.components == 5)
    #expect(kernel.floor == 0.01)
    #expect(kernel.rate == 0.5)
    #expect(kernel.shape == .diagonal)
    #expect(kernel.reveals)
    #expect(parameters.values["shape"] == .choice("diagonal"))
  }

  @Test("a text is taken as it is written, in any script, up to its length and in one line")
  func text() throws {
    #expect(parameters.values["prompt"] == .text("the "))
    let description = try #require(parameters.descriptions.last)
    for text in ["", "从前有 ", "a\u{301}🏳️‍🌈 = “x”", "twelve chars"] {
      try parameters.set("prompt", to: try description.value(parsing: text))
      #expect(kernel.prompt == text)
      let change = try parameters.change("prompt", to: .text(text + ""))
      #expect(change.description == text)
    }
    for text in ["thirteen char", "two\nlines", "\u{1b}[2J"] {
      #expect(throws: ParameterError.self) { try description.value(parsing: text) }
    }
    #expect(kernel.prompt == "twelve chars")
  }

  @Test("a value outside the range is refused and names the range")
  func refusal() {
    let error = #expect(throws: ParameterError.self) {
      try parameters.set("components", to: .integer(11))
    }
    #expect(error?.description == "components is a whole number from 1 to 10, not “11”")
    #expect(kernel.components == 3)
  }

  @Test("a misspelt name or case is answered with the nearest one")
  func spelling() {
    let name = #expect(throws: ParameterError.self) {
      try parameters.set("componets", to: .integer(2))
    }
    #expect(name?.description.contains("did you mean components?") == true)
    let value = #expect(throws: ParameterError.self) {
      try parameters.descriptions[3].value(parsing: "digonal")
    }
    #expect(value?.description.contains("did you mean diagonal?") == true)
  }

  @Test("every value reads its own description back", arguments: [1e-6, 0.1, 1.0 / 3.0 / 10])
  func roundTrip(_ number: Double) throws {
    let description = parameters.descriptions[1]
    let value = ParameterValue.number(number)
    #expect(try description.value(parsing: value.description) == value)
  }

  @Test("words for a switch, and whole numbers in scientific form, are understood")
  func words() throws {
    #expect(try parameters.descriptions[4].value(parsing: "ON") == .toggle(true))
    #expect(try parameters.descriptions[0].value(parsing: "1e1") == .integer(10))
    for text in ["", "nan", "2.5", "inf", "twelve"] {
      #expect(throws: ParameterError.self) { try parameters.descriptions[0].value(parsing: text) }
    }
    #expect(throws: ParameterError.self) { try parameters.descriptions[1].value(parsing: "nan") }
  }
}

@Suite("The nearest name") struct NearestNameTests {
  @Test("one slip finds the name, whatever its capitals")
  func slips() {
    let names = ["GaussianMixture", "KMeans", "TwoCoins"]
    #expect(nearest(to: "gausianmixture", among: names) == "GaussianMixture")
    #expect(nearest(to: "KMaens", among: names) == "KMeans")
    #expect(nearest(to: "TwoConis", among: names) == "TwoCoins")
  }

  @Test("a name that resembles none finds none")
  func strangers() {
    #expect(nearest(to: "transformer", among: ["KMeans", "TwoCoins"]) == nil)
    #expect(nearest(to: "x", among: []) == nil)
  }
}
