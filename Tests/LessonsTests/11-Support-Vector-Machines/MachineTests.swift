import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson11

/// Whether every result is a number.
private func areFinite(_ host: RecordingHost) -> Bool {
  host.results.values.allSatisfy { $0.isFinite }
}

@Suite("The support vector machine of the lesson") struct MachineTests {
  @Test("iris, one against one, is LIBSVM's")
  func iris() throws {
    let golden = try GoldenFile("11-support-vector-machines").case("iris")
    let host = try run(
      SupportVectorMachine(),
      [
        "data": .choice("iris"), "C": .number(10), "gamma": .number(0.25),
        "tolerance": .number(1e-6),
      ])
    let errors = try golden.expected.trainingErrors.number
    #expect((try host.result("training error") * 150).rounded() == errors)
    let expected = golden.expected.pairs.values
    let table = try host.table("machines")
    for (machine, pair) in expected.enumerated() {
      #expect(abs(table.numbers("rho")[machine] - (try pair.rho.number)) < 1e-3)
      #expect(table.numbers("support vectors")[machine] == (try pair.supportVectors.number))
    }
    let perClass = try golden.expected.supportVectorsPerClass.tensor.sum().scalar
    #expect(try host.result("support vectors") == perClass)
  }

  @Test("a run that is stopped on its way reports how far it has come")
  func stopped() throws {
    let whole = try run(SupportVectorMachine(), ["C": .number(10), "gamma": .number(1)])
    let host = try run(SupportVectorMachine(), ["C": .number(10), "gamma": .number(1)]) {
      $0.beforeStep = { $0 < 50 }
    }
    let objective = try host.result("dual objective")
    let least = try whole.result("dual objective")
    #expect(objective < 0 && objective > least)
    #expect(try host.result("kernel evaluations") > 0 && host.result("cache hits") > 0)
    #expect(try host.result("converged") == 0)
  }

  @Test("C and γ that move while the run waits act from what it has")
  func live() throws {
    let cold = try run(SupportVectorMachine(), ["C": .number(10), "gamma": .number(1)])
    let kernel = SupportVectorMachine()
    let moved = try run(kernel, ["C": .number(1), "gamma": .number(0.5)]) { host in
      host.beforeStep = { step in
        if step == 20 {
          try? KernelParameters(of: kernel).set("C", to: .number(10))
          try? KernelParameters(of: kernel).set("gamma", to: .number(1))
        }
        return true
      }
    }
    let name = "dual objective"
    #expect(relativeError(try moved.result(name), try cold.result(name)) < 1e-3)
    #expect(try moved.result("support vectors") == cold.result("support vectors"))
  }

  @Test(
    "shrinking and the cache change no result", arguments: ["moons", "breast cancer", "digits"])
  func sameOptimum(data: String) throws {
    let hosts = try [(true, 100), (false, 100), (true, 1)].map { shrinking, cache in
      try run(
        SupportVectorMachine(),
        [
          "data": .choice(data), "shrinking": .toggle(shrinking), "cache": .integer(cache),
          "standardise": .toggle(data == "breast cancer"),
        ])
    }
    for name in ["dual objective", "training error", "test error"] {
      for host in hosts.dropFirst() {
        #expect(
          abs(try host.result(name) - hosts[0].result(name)) <= 1e-3
            * abs(try hosts[0].result(name)) + 2e-3)
      }
    }
  }

  @Test("every type with every kernel comes to an end on data that fit it")
  func all() throws {
    for type in SupportVectorType.allCases {
      for kernel in KernelChoice.allCases {
        for data in ["moons", "iris"] where type != .nuSVC || kernel != .sigmoid {
          let host = try run(
            SupportVectorMachine(),
            [
              "type": .choice(type.rawValue), "kernel": .choice(kernel.rawValue),
              "data": .choice(data), "nu": .number(0.3), "standardise": .toggle(true),
            ])
          #expect(areFinite(host), "\(type) \(kernel) \(data)")
          #expect(try host.result("converged") == 1)
        }
      }
    }
  }

  @Test(
    "data that no machine can use end in one line",
    arguments: [
      ("a,label\n1,7\n2,7\n", "the label “7”"), ("a,b\n1,2\n3,4\n", "no labels"),
      ("a,label\n1,x\nnan,y\n", "row 2"), ("a,label\n", "row"),
    ])
  func refused(text: String, words: String) throws {
    let path = try temporaryCSV(text)
    for kernel: any Kernel in [SupportVectorMachine(), HingeLoss()] {
      let error = #expect(throws: (any Error).self) {
        try run(kernel) { $0.paths["train"] = path }
      }
      #expect(error.map { "\($0)".contains(words) && !"\($0)".contains("\n") } == true, "\(text)")
    }
  }

  @Test(
    "twins with other labels, a constant column, more columns than rows and ±1 all come to an end",
    arguments: [
      "a,label\n1,x\n1,y\n", "a,b,label\n1,5,-1\n2,5,1\n3,5,1\n",
      "a,b,c,d,label\n1,2,3,4,x\n4,3,2,1,y\n", "a,label\n0,-1\n0,1\n0,1\n0,-1\n",
    ])
  func small(text: String) throws {
    let path = try temporaryCSV(text)
    for kernel in KernelChoice.allCases {
      let host = try run(SupportVectorMachine(), ["kernel": .choice(kernel.rawValue)]) {
        $0.paths["train"] = path
        $0.paths["test"] = path
      }
      #expect(try host.result("converged") == 1)
      #expect(areFinite(host))
    }
    let host = try run(HingeLoss()) { $0.paths["train"] = path }
    #expect(areFinite(host))
  }

  @Test("f is above 0 for +1, in whatever order the labels come")
  func sign() throws {
    for rows in [["2,1", "-2,-1"], ["-2,-1", "2,1"]] {
      let path = try temporaryCSV("a,label\n" + rows.joined(separator: "\n") + "\n")
      let host = try run(SupportVectorMachine(), ["kernel": .choice("linear")]) {
        $0.paths["train"] = path
      }
      let names = try #require(host.charts["decision values"]).names
      #expect(names.contains("1") && names.contains("-1"))
      #expect(abs(try host.result("rho")) < 1e-6)
    }
  }

  @Test("a model whose file has the classes in another order is asked for the same classes")
  func otherOrder() throws {
    let path = try temporaryCSV("a,label\n1,1\n2,1\n-1,0\n-2,0\n")
    let data = try Dataset(contentsOf: path, name: "train")
    let text = """
      svm_type c_svc
      kernel_type linear
      nr_class 2
      total_sv 2
      rho 0
      label 0 1
      nr_sv 1 1
      SV
      0.5 1:-1
      -0.5 1:1

      """
    let model = try SupportVectorModel(parsing: text)
    let host = RecordingHost()
    host.paths["train"] = path
    let examples = try Examples(
      .moons, for: .cSVC, standardising: false, in: Pane(host: host, seed: 0))
    #expect(examples.classNames == data.classNames)
    let ordered = try examples.ordered(like: model)
    #expect(ordered.classNames == ["0", "1"])
    #expect(model.classes(ordered.x) == ordered.labels)
    #expect(throws: OtherModel.self) { try examples.ordered(like: model.widened(to: 3)) }
  }

  @Test("a regression aims at labels that are numbers, whole ones too, not at the last feature")
  func wholeTargets() throws {
    let path = try temporaryCSV("a,b,label\n1,0,10\n2,0,20\n3,1,30\n4,0,40\n5,1,50\n")
    let host = try run(
      SupportVectorMachine(),
      ["type": .choice("ε-SVR"), "kernel": .choice("linear"), "C": .number(1000)]
    ) { $0.paths["train"] = path }
    let expected = 0.1  // ε, for the line goes through all of them
    #expect(try host.result("training RMSE") < 1.01 * expected)
    #expect(try abs(host.result("rho")) < 0.2)
  }

  @Test("a kernel that overflows is refused in words")
  func overflow() {
    let error = #expect(throws: SupportVectorError.self) {
      try run(
        SupportVectorMachine(),
        [
          "data": .choice("breast cancer"), "kernel": .choice("polynomial"),
          "degree": .integer(6), "gamma": .number(100),
        ])
    }
    #expect(error == .overflow && error.map { "\($0)".contains("standardise") } == true)
  }

  @Test("three classes are too many for a hinge, in words")
  func threeClasses() {
    let error = #expect(throws: TooManyClasses.self) {
      try run(HingeLoss(), ["data": .choice("iris")])
    }
    #expect(error.map { "\($0)".contains("3 classes") } == true)
  }
}

@Suite("The hinge loss of the lesson") struct HingeLossTests {
  @Test("a run with its defaults closes the gap, and no w is below the dual's bound")
  func floor() throws {
    for solver in HingeSolver.allCases {
      let host = try run(HingeLoss(), ["solver": .choice(solver.rawValue)])
      #expect(try host.result("duality gap") >= -1e-9)
      let primals = try #require(host.series["primal objectives"])
      let duals = try #require(host.series["dual objectives"])
      #expect(zip(primals, duals).allSatisfy { $0 >= $1 - 1e-9 })
    }
    #expect((-1e-6...1).contains(try run(HingeLoss()).result("duality gap")))
  }

  @Test(
    "the objective is the hinge of every point and the penalty; its sub-gradient is 0 at the best")
  func optimum() throws {
    let x = Tensor([1.0, 2, -1, 0.5, 0.3, -2, 2, 1], shape: [4, 2])
    let path = try temporaryCSV(
      "a,b,label\n"
        + (0..<4).map { "\(x[$0, 0]),\(x[$0, 1]),\($0 < 2 ? 1 : -1)" }
        .joined(separator: "\n") + "\n")
    let host = try run(HingeLoss(), ["passes": .integer(10_000), "bias": .toggle(false)]) {
      $0.paths["train"] = path
    }
    // Without a bias the minimum is where no direction leads down.
    let best = try host.result("primal objective")
    func objective(_ w: [Double]) -> Double {
      let losses = (0..<4).map { n in
        max(0, 1 - (n < 2 ? 1 : -1) * (x[n, 0] * w[0] + x[n, 1] * w[1]))
      }
      return (w[0] * w[0] + w[1] * w[1]) / 2 + losses.reduce(0, +)
    }
    var least = Double.infinity
    for a in stride(from: -2.0, through: 2, by: 0.01) {
      for b in stride(from: -2.0, through: 2, by: 0.01) { least = min(least, objective([a, b])) }
    }
    #expect(best <= least + 1e-6 && best >= least - 0.01)
  }
}
