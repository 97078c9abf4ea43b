import Testing

@testable import Tensors

@Suite("What a module holds")
struct ModuleContentsTests {
  static func linear(_ seed: UInt64 = 0) -> Linear<Float> {
    var random = RandomSource(seed: seed)
    return Linear(2, 2, using: &random)
  }

  func names(_ module: some Module<Float>) -> [String] { module.namedParameters.map(\.name) }
  func expect(_ module: some Module<Float>, _ words: String) {
    let problem = problem(module) ?? "nothing"
    #expect(problem.hasPrefix(words), "\(problem)")
  }

  func problem(_ module: some Module<Float>) -> String? { ModuleContents(of: module).problem }

  struct Shared: Module {
    let embed: Parameter<Float>
    let head: Parameter<Float>
  }

  @Test("A parameter in two places is one: counted, moved and clipped once")
  func identity() throws {
    let w = Parameter<Float>([1])
    let model = Shared(embed: w, head: w)
    #expect(model.parameterCount == 1)
    #expect(model.namedParameters.map(\.otherNames) == [["head"]])
    try SGD(model.parameters, rate: 0.1).minimize((model.embed.value * model.head.value).sum())
    #expect(w.value == [0.8])
    w.value = [1]
    // Named twice by hand, it is one too.
    try Adam([w, w], rate: 0.1).minimize((w.value * w.value).sum())
    #expect(abs(w.value[0] - 0.9) < 1e-6)
    for make in [
      { SGD($0, rate: 0.1) as any Optimizer<Float> }, { Adagrad($0, rate: 0.1) },
      { RMSProp($0, rate: 0.1) }, { AdamW($0, rate: 0.1) },
    ] as [([Parameter<Float>]) -> any Optimizer<Float>] {
      #expect(make([w, w]).parameters.count == 1)
    }
    w.gradient = [2]
    #expect(clipGradients(of: [w, w], to: 1) == 2)
    #expect(w.gradient == [1])
  }

  struct Net: Module {
    let named: [String: Linear<Float>]
    let pair: (Linear<Float>, second: Linear<Float>)
    let nested: [[Linear<Float>?]]
    let numbered: [Int: Linear<Float>]
    let anything: any Module<Float>
  }

  @Test("Layers are found in dictionaries, tuples, optionals and nested arrays, in a fixed order")
  func collections() {
    let l = Self.linear
    let net = Net(
      named: ["b": l(1), "a": l(2)], pair: (l(3), second: l(4)), nested: [[l(5), nil], [l(6)]],
      numbered: [10: l(7), 9: l(8)], anything: l(9))
    let places = [
      "named.a", "named.b", "pair.0", "pair.second", "nested.0.0", "nested.1.0", "numbered.9",
      "numbered.10", "anything",
    ]
    #expect(names(net) == places.flatMap { ["\($0).weight", "\($0).bias"] })
    #expect(net.parameterCount == 9 * 6)
  }

  indirect enum Head: Module {
    case none
    case plain(Linear<Float>)
    case deep(Linear<Float>, next: Head)
  }

  struct Plain {
    let layer: Linear<Float>
    let learns: (Int) -> Int = { $0 }
  }

  struct Holder: Module {
    let head: Head
    let plain: Plain
    lazy var late = ModuleContentsTests.linear()
  }

  @Test("Layers are found in enums, in structs that are no modules, and where they are lazy")
  func payloads() {
    let l = Self.linear
    var holder = Holder(head: .deep(l(1), next: .plain(l(2))), plain: Plain(layer: l(3)))
    let first = ["head.deep.0", "head.deep.next.plain", "plain.layer"]
    #expect(names(holder) == first.flatMap { ["\($0).weight", "\($0).bias"] })
    _ = holder.late
    #expect(holder.namedParameters.last?.name == "late.bias")
    #expect(names(Head.none).isEmpty)
  }

  class Base: Module {
    @Parameter var scale: Tensor<Float> = [1]
    weak var parent: Base?
  }

  final class Derived: Base {
    let layer = ModuleContentsTests.linear()
    var child: Base?
  }

  @Test("Of a class those of its superclass come first, and a way back ends")
  func classes() {
    let model = Derived()
    model.child = Base()
    model.child?.parent = model
    #expect(names(model) == ["scale", "layer.weight", "layer.bias", "child.scale"])
    model.child = model
    #expect(names(model) == ["scale", "layer.weight", "layer.bias"])
  }

  struct OtherScalar: Module {
    let blocks: [String: Linear<Double>]
  }

  struct Function: Module {
    let activation: ((Tensor<Float>) -> Tensor<Float>)?
  }

  struct ConstantFunction: Module {
    @Constant var activation: (Tensor<Float>) -> Tensor<Float> = relu
    @Constant var teacher: Linear<Float>
    let layer: Linear<Float>
  }

  final class Box: Hashable {
    let layer = ModuleContentsTests.linear()
    static func == (a: Box, b: Box) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }

  struct Boxed: Module { let box: Box? }

  struct InSet: Module { let layers: Set<Node> }

  struct Node: Hashable, Module {
    let layer = ModuleContentsTests.linear()
    static func == (a: Node, b: Node) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  struct SameNames: Module {
    let layers: [AnyHashable: Linear<Float>]
  }

  struct Mirrored: Module, CustomReflectable {
    let layer = ModuleContentsTests.linear()
    var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  @Test("What cannot be looked into is named")
  func problems() throws {
    var random = RandomSource(seed: 1)
    let other = OtherScalar(blocks: ["a": Linear(1, 1, using: &random)])
    expect(other, "“blocks.a.weight” is a Parameter<Double> in a model of Float")
    expect(Function(activation: relu), "“activation” is a function")
    #expect(problem(Function(activation: nil)) == nil)
    expect(Boxed(box: Box()), "“box” holds layers or parameters in the class Box")
    #expect(problem(Boxed(box: nil)) == nil)
    expect(InSet(layers: [Node()]), "“layers” holds layers or parameters in a Set")
    let same = SameNames(layers: [1: Self.linear(), "1": Self.linear()])
    expect(same, "two places of a model are called “layers.1.weight”")
    expect(Mirrored(), "the model itself is a Mirrored, whose customMirror")
    let constant = ConstantFunction(teacher: Self.linear(), layer: Self.linear())
    #expect(problem(constant) == nil)
    #expect(names(constant) == ["layer.weight", "layer.bias"])
  }

  struct Large: Module {
    let layer = ModuleContentsTests.linear()
    let table = [Float](repeating: 0, count: 10_000_000)
    let words: [String: [Int]] = Dictionary(
      uniqueKeysWithValues: (0..<1000).map { ("\($0)", [$0]) })
    let optimizer: any Optimizer<Float> = SGD(ModuleContentsTests.linear().parameters, rate: 1)
    let schedule = Schedule.constant(1)
    let random = RandomSource(seed: 1)
  }

  @Test("Large tables, optimisers and sources of random numbers are no parts of a model")
  func bare() {
    #expect(isBare([[Float]].self) && isBare([String: [Int?]].self) && isBare(Tensor<Double>.self))
    #expect(!isBare([Linear<Float>].self) && !isBare((any Module)?.self) && !isBare([Any].self))
    #expect(names(Large()) == ["layer.weight", "layer.bias"])
  }
}
