import Testing

@testable import Tensors

@Suite("Gradients flow backwards")
struct BackwardTests {
  let x = Parameter(Tensor<Double>([1, 2, 3]))

  @Test("A value that is used twice gets both gradients")
  func sharedValue() throws {
    let y = x.value * x.value
    try (y + y * y).sum().backward()
    #expect(x.gradient == [6, 36, 114])
  }

  @Test("Gradients add up over losses until they are set to nil")
  func accumulation() throws {
    for _ in 0..<3 { try (2 * x.value).sum().backward() }
    #expect(x.gradient == [6, 6, 6])
    #expect(x.value.gradient == [6, 6, 6])
    x.gradient = nil
    try x.value.sum().backward()
    #expect(x.gradient == [1, 1, 1])
  }

  @Test("A gradient that two nodes were given is not changed in both")
  func aliasing() throws {
    let y = Parameter(Tensor<Double>([1, 1, 1]))
    let sum = x.value + y.value
    try (sum + x.value).sum().backward()
    #expect(x.gradient == [2, 2, 2])
    #expect(y.gradient == [1, 1, 1])
  }

  @Test("A used graph, a loss that is no number, NaN and no graph are told apart")
  func errors() throws {
    let loss = exp(x.value).sum()
    try loss.backward()
    #expect(throws: GradientError.graphUsed(operation: "sum")) { try loss.backward() }
    #expect(throws: GradientError.notScalar(shape: [3])) { try x.value.backward() }
    #expect(throws: GradientError.noGraph) { try Tensor<Double>(1).backward() }
    let wrong = log(x.value - 2).sum()
    #expect(throws: GradientError.notFinite(operation: "sum", value: "nan")) {
      try wrong.backward()
    }
  }

  @Test("A part of a used graph is not used again in silence")
  func sharedPart() throws {
    let y = exp(x.value)
    try y.sum().backward()
    #expect(throws: GradientError.graphUsed(operation: "exp")) { try (y * y).sum().backward() }
  }

  @Test("A graph that is kept can be used again")
  func keptGraph() throws {
    let loss = square(x.value).sum()
    try loss.backward(keepingGraph: true)
    try loss.backward()
    #expect(x.gradient == [4, 8, 12])
  }

  @Test("No gradient flows through what is stopped, or computed without gradients")
  func stopping() throws {
    try (x.value.stoppingGradient() * x.value).sum().backward()
    #expect(x.gradient == [1, 2, 3])
    #expect(!withoutGradients { exp(x.value) }.wantsGradient)
    #expect(exp(x.value).wantsGradient)
  }

  @Test("What is written by hand has no gradient, and changes no parameter")
  func writing() {
    var y = x.value
    y[0] = 9
    #expect(!y.wantsGradient)
    #expect(x.value[0] == 1)
  }

  @Test("Of a used graph nothing stays but the loss, so that training does not grow")
  func freedGraph() throws {
    weak var inner: Node<Double>?
    func loss() -> Tensor<Double> {
      let y = exp(x.value)
      inner = y.node
      return (y * y).sum()
    }
    let kept = loss()
    #expect(inner != nil)
    try kept.backward()
    #expect(inner == nil)
    _ = loss()
    #expect(inner == nil, "a graph that is let go unused")
  }

  @Test("Looking for what is not finite changes no result, and ends with its body")
  func lookingForNonFinite() throws {
    let y = findingNonFinite { exp(x.value) * 2 }
    #expect(y == exp(x.value) * 2)
    #expect(!Recording.findsNonFinite)
    // An operand that is not finite already is no news.
    let infinite = findingNonFinite { Tensor<Double>([.infinity, 1]) + 1 }
    #expect(infinite[0] == .infinity)
  }

  @Test("A graph of a million operations is followed and freed without overflowing the stack")
  func longGraph() throws {
    var y = x.value
    for _ in 0..<1_000_000 { y = y + 1 }
    try y.sum().backward()
    #expect(x.gradient == [1, 1, 1])
    var z = x.value
    for _ in 0..<1_000_000 { z = z + 1 }
    z = x.value
  }

  @Test("An author's own operation is differentiated as written")
  func ownOperation() throws {
    let cube = Primitive<Double>("cube") { x in
      let x = x[0]
      return (x * x * x, { dy in [3 * x * x * dy] })
    }
    #expect(try gradientError(of: { cube($0[0]) }, at: [[1, 2, -3]]) < 1e-7)
  }
}
