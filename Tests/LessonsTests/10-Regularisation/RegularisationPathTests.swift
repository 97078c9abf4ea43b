import Margin
import TestSupport
import Testing

@testable import Lesson10

@Suite("A regularisation path") struct RegularisationPathTests {
  @Test("a run with its defaults gives what the acceptance list asks for")
  func floor() throws {
    let host = try run(RegularisationPath())
    #expect((0.8...1.7).contains(try host.result("alpha")))
    #expect((2900...3080).contains(try host.result("cross-validated MSE")))
    #expect((-1e-9...1e-8).contains(try host.result("duality gap")))
    #expect(try host.result("converged") == 1)
    #expect(try host.result("features screened") > 0)
    #expect(host.steps == 110)
  }

  @Test("every screening finds the same path")
  func screenings() throws {
    let results = try Screening.allCases.map { screening in
      try run(
        RegularisationPath(),
        ["screening": .choice(screening.rawValue), "tolerance": .number(1e-10)])
    }
    for host in results {
      for name in ["alpha", "cross-validated MSE", "non-zero coefficients"] {
        #expect(abs(try host.result(name) - (try results[0].result(name))) < 1e-3)
      }
    }
    #expect(try results[2].result("features screened") == 0)
  }

  @Test("the table has the weights of the predictors in their own units")
  func units() throws {
    let host = try run(RegularisationPath())
    let table = try host.table("coefficients")
    let data = Regression(try diabetes(), standardising: true)
    let (weights, own) = (table.numbers("weight"), table.numbers("in its units"))
    for j in 0..<10 { #expect(abs(own[j] * data.scale[j] - weights[j]) < 1e-9) }
    #expect(table.rows.count == 10)
  }

  @Test("ridge has no weight of 0, and fewer degrees of freedom than predictors")
  func ridge() throws {
    let host = try run(RegularisationPath(), ["penalty": .choice("ridge")])
    #expect(try host.result("non-zero coefficients") == 10)
    let freedom = try #require(host.series["degrees of freedom"])
    for (former, next) in zip(freedom, freedom.dropFirst()) { #expect(former < next) }
    #expect((freedom.last ?? 11) < 10)
  }

  @Test("a mix that moves acts at the next penalty")
  func liveMix() throws {
    let plain = try run(RegularisationPath(), ["penalty": .choice("elastic net")])
    let kernel = RegularisationPath()
    let moved = try run(kernel, ["penalty": .choice("elastic net")]) { host in
      host.beforeStep = { step in
        if step == 50 { try? KernelParameters(of: kernel).set("mix", to: .number(1)) }
        return true
      }
    }
    let name = "degrees of freedom"
    #expect(plain.series[name]?.prefix(49) == moved.series[name]?.prefix(49))
    #expect(plain.series[name] != moved.series[name])
  }

  @Test("a run that is interrupted on the path reports what there is")
  func interrupted() throws {
    let host = try run(RegularisationPath()) { $0.beforeStep = { $0 <= 30 } }
    #expect(host.results["alpha"] == nil)
    #expect(try host.result("sweeps") >= 30)
  }

  @Test(
    "data that no regression can use end in one line",
    arguments: [
      ("a,b\n1,2\n3,4\n", "3 rows, and the data have 2"), ("a\n1\n2\n3\n4\n", "one column"),
      ("a,b\n1,2\n3,2\n5,2\n7,2\n", "the same in every row"),
      ("a,species\n1,x\n3,y\n5,x\n7,y\n", "classes"), ("a,b\n1,2\n3,nan\n5,2\n7,2\n", "row 2"),
    ])
  func refused(text: String, words: String) throws {
    let path = try temporaryCSV(text)
    let error = #expect(throws: (any Error).self) {
      try run(RegularisationPath()) { $0.paths["diabetes"] = path }
    }
    #expect(error.map { "\($0)".contains(words) && !"\($0)".contains("\n") } == true)
  }

  @Test("a constant column is told and has the weight 0, with and without a scale")
  func constantColumn() throws {
    let path = try temporaryCSV("a,same,y\n1,0.1,2\n2,0.1,3\n3,0.1,5\n4,0.1,4\n5,0.1,7\n")
    for (penalty, standardise) in [("lasso", true), ("elastic net", false), ("ridge", true)] {
      let host = try run(
        RegularisationPath(),
        [
          "penalty": .choice(penalty), "standardise": .toggle(standardise), "folds": .integer(2),
        ]
      ) { $0.paths["diabetes"] = path }
      #expect(host.lines.contains { $0.contains("predictor 2 is the same in every row") })
      #expect(try host.table("coefficients").numbers("weight")[1] == 0)
    }
  }

  @Test(
    "three rows, twin rows, more predictors than rows and whole numbers as labels all come to an end",
    arguments: [
      "a,b,y\n1,2,3\n2,1,5\n4,4,1\n", "a,y\n1,2\n1,3\n1,2\n2,9\n",
      "a,b,c,d,e,y\n1,2,3,1,9,1\n2,1,5,7,7,2\n4,4,1,5,3,3\n3,3,3,4,1,9\n",
      "a,target\n1,2\n2,3\n3,5\n4,4\n",
    ])
  func small(text: String) throws {
    let path = try temporaryCSV(text)
    for penalty in ["lasso", "elastic net", "ridge"] {
      let host = try run(
        RegularisationPath(), ["penalty": .choice(penalty), "duplicate": .toggle(true)]
      ) { $0.paths["diabetes"] = path }
      #expect(try host.result("cross-validated MSE").isFinite)
      #expect(try host.result("converged") == 1)
    }
  }
}
