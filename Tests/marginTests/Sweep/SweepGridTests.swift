import Charts
import KernelRuntime
import Margin
import Notebook
import Testing

@testable import margin

@Suite("A sweep's grid and statistics") struct SweepGridTests {
  private func axis(_ name: String, _ values: [ParameterValue], log: Bool = false)
    -> SweepGrid.Axis
  {
    .init(
      parameter: ParameterDescription(
        name: name, label: name, kind: .number(0...100, scale: log ? .log : .linear),
        defaultValue: .number(1)),
      step: nil, values: values)
  }

  private func grid(seeds: UInt64 = 2) throws -> SweepGrid {
    try #require(
      SweepGrid(
        axes: [
          axis("a", [.number(1), .number(10)], log: true),
          axis("b", [.choice("x"), .choice("y"), .choice("z")]), axis("c", [.toggle(true)]),
        ], seeds: Array(0..<seeds)))
  }

  private func outcome(
    _ setting: Int, _ seed: UInt64, _ value: Double, better: String? = nil, failure: String? = nil
  ) -> SweepOutcome {
    .init(
      .init(setting: setting, seed: seed), failure: failure,
      results: [.init(name: "loss", value: value, better: better)], seconds: 1)
  }

  @Test("the last value changes first; all settings come before the next seed")
  func order() throws {
    let grid = try grid()
    #expect(
      grid.runs.prefix(6).map { grid.words(for: $0) } == [
        "a=1.0  b=x  seed=0", "a=1.0  b=y  seed=0", "a=1.0  b=z  seed=0",
        "a=10.0  b=x  seed=0", "a=10.0  b=y  seed=0", "a=10.0  b=z  seed=0",
      ])
    #expect(grid.varied == [0, 1])
    #expect(grid.runs.map(\.seed) == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    #expect(grid.runs.map(\.setting) == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
    #expect(grid.words(for: grid.runs[7]) == "a=1.0  b=y  seed=1")
  }

  @Test("without a parameter there is one setting; too large a grid is none")
  func extremes() {
    let seeds = SweepGrid(axes: [], seeds: [3, 4])
    #expect(seeds?.settings == [[]] && seeds?.runs.count == 2)
    let many = axis("a", (0..<1000).map { .number(Double($0)) })
    #expect(SweepGrid(axes: [many, many, many], seeds: [0]) == nil)
    #expect(SweepGrid(axes: Array(repeating: many, count: 30), seeds: [0]) == nil)
  }

  @Test("mean and standard error are those of a calculation by hand, in whatever order runs end")
  func statistics() throws {
    let grid = try grid(seeds: 4)
    // 2, 4, 4, 6: mean 4, squares 4 + 0 + 0 + 4, s² = 8/3, s.e. = √(8/3/4) = √(2/3).
    let runs = [outcome(1, 3, 6), outcome(1, 0, 2), outcome(1, 2, 4), outcome(1, 1, 4)]
    for runs in [runs, runs.reversed()] {
      let summary = SweepSummary(
        grid, runs + [outcome(0, 0, 5), outcome(2, 1, 9, failure: "why")], seconds: 1)
      let estimate = try #require(summary.rows[1].estimates["loss"])
      #expect(estimate.value.mean == 4 && estimate.count == 4)
      #expect(abs((estimate.value.standardError ?? 0) - 0.816496580927726) < 1e-15)
      #expect(summary.rows[0].estimates["loss"]?.value.standardError == nil)
      #expect(summary.rows[2].estimates.isEmpty && summary.rows[2].failed == 1)
      #expect(summary.finished == 5 && summary.failed == 1)
    }
  }

  @Test(
    "settings are sorted by the first result with a direction, the better ones first, those without it last"
  )
  func sorted() throws {
    let grid = try grid()
    func order(_ better: String?) -> [Int] {
      let runs = [
        outcome(0, 0, 3, better: better), outcome(1, 0, .nan, better: better),
        outcome(2, 0, 1, better: better), outcome(3, 0, 2, better: better),
        outcome(4, 0, 1, better: better),
      ]
      return SweepSummary(grid, runs, seconds: 1).sorted.map(\.setting)
    }
    #expect(order("lower") == [2, 4, 3, 0, 1, 5])
    #expect(order("higher") == [0, 3, 2, 4, 1, 5])
    #expect(order(nil) == [2, 4, 3, 0, 1, 5])
    var told = outcome(0, 0, 3)
    told.results.append(.init(name: "perplexity", value: 9, better: "lower"))
    #expect(SweepSummary(grid, [told], seconds: 1).ranking == "perplexity")
  }

  @Test("a finished run is read again as it was told; failures and torn lines are none")
  func lines() throws {
    let grid = try grid()
    var whole = outcome(4, .max, 0.1 + 0.2, better: "lower")
    whole.results += [.init(name: "gap \"1\"", value: .infinity), .init(name: "none", value: -0.0)]
    let line = whole.json(in: grid).description
    func read(_ line: String) -> SweepOutcome? { SweepOutcome(line: line, among: grid.places) }
    #expect(read(line) == whole)
    #expect(read(String(line.dropLast(4))) == nil)
    #expect(read("") == nil && read("{}") == nil)
    let failed = outcome(0, 0, 1, failure: "why").json(in: grid).description
    #expect(read(failed) == nil)
  }

  @Test("a run is known by its values, in whatever order they are given now")
  func otherOrder() throws {
    let axes = [
      axis("a", [.number(1e-6), .number(10)], log: true), axis("b", [.choice("1"), .choice("y")]),
      axis("c", [.toggle(true), .toggle(false)]), axis("d", [.integer(1), .integer(2)]),
    ]
    let grid = try #require(SweepGrid(axes: axes, seeds: [0]))
    let turned = axes.reversed().map { axis in
      SweepGrid.Axis(parameter: axis.parameter, step: axis.step, values: axis.values.reversed())
    }
    let other = try #require(SweepGrid(axes: turned, seeds: [0]))
    for setting in grid.settings.indices {
      let line = outcome(setting, 0, 1).json(in: grid).description
      let place = try #require(SweepOutcome(line: line, among: other.places)?.run.setting)
      #expect(other.settings[place].reversed() == grid.settings[setting])
    }
    #expect(grid.places.count == 16)
    // Another value is another setting.
    let line = outcome(0, 0, 1).json(in: grid).description.replacing("1e-06", with: "1e-05")
    #expect(SweepOutcome(line: line, among: grid.places) == nil)
  }

  @Test("a power of ten has no needless digit")
  func powers() {
    #expect(ParameterValue.number(1e-6).shown == "1e-6")
    #expect(ParameterValue.number(2.5e-10).shown == "2.5e-10")
    #expect(
      ParameterValue.number(0.5).shown == "0.5" && ParameterValue.number(1e20).shown == "1e+20")
    #expect(ParameterValue.text("e-06").shown == "e-06")
  }

  @Test("numbers are written to two digits of the least error, in one column")
  func columns() {
    func estimate(_ values: Double...) -> SweepSummary.Estimate? { .init(values) }
    let column = EstimateColumn([estimate(2, 4, 4, 6), nil, estimate(100, 101)], runs: [4, 0, 2])
    #expect(column.texts == ["  4.00 ± 0.82", "", "100.50 ± 0.50"])
    let quiet = EstimateColumn(
      [estimate(0.5, 0.500_002), estimate(0.2, 0.6), estimate(0.1, 0.5)], runs: [2, 2, 2])
    #expect(quiet.texts == ["0.500 ± 0.000", "0.400 ± 0.200", "0.300 ± 0.200"])
    #expect(EstimateColumn([estimate(7)], runs: [1]).texts == ["7"])
    #expect(EstimateColumn([estimate(1, 1)], runs: [3]).texts == ["1 ± 0 (2)"])
    #expect(EstimateColumn([estimate(-214.354_712)], runs: [1]).texts == ["-214.355"])
    #expect(EstimateColumn([estimate(9.977e-9)], runs: [1]).texts == ["9.977e-09"])
    #expect(EstimateColumn([estimate(2e-9, 2e-9)], runs: [2]).texts == ["2.000e-09 ± 0"])
    #expect(EstimateColumn([estimate(.nan, 1)], runs: [2]).texts == ["NaN ± NaN"])
  }

  @Test("a parameter that varies is a curve with bars, a choice has bars, two are a map")
  func charts() throws {
    func charts(_ axes: [SweepGrid.Axis]) throws -> [Chart] {
      let grid = try #require(SweepGrid(axes: axes, seeds: [0, 1]))
      let runs = grid.runs.map {
        outcome($0.setting, $0.seed, Double($0.setting) + Double($0.seed))
      }
      return SweepPicture(summary: SweepSummary(grid, runs, seconds: 1)).charts.map(\.chart)
    }
    let numbers = axis("a", [.number(10), .number(1)], log: true)
    let words = axis("b", [.choice("x"), .choice("y")])
    guard case .line(let curve) = try charts([numbers]).first else {
      Issue.record("no curve")
      return
    }
    #expect(curve.xScale == .log && curve.series[0].x == [1, 10])
    #expect(curve.series[0].y == [1.5, 0.5] && curve.series[0].lower == [1, 0])
    guard case .bars(let bars) = try charts([words]).first else {
      Issue.record("no bars")
      return
    }
    #expect(bars.categories == ["x", "y"] && bars.series[0].errors == [0.5, 0.5])
    guard case .heatMap(let map) = try charts([numbers, words]).first else {
      Issue.record("no map")
      return
    }
    #expect(map.rowLabels == ["10.0", "1.0"] && map.columnLabels == ["x", "y"])
    #expect(map.values == [0.5, 1.5, 2.5, 3.5])
    #expect(try charts([numbers, words, axis("c", [.number(0), .number(1)])]).isEmpty)
    #expect(try charts([]).isEmpty)
    // A value that a logarithm has no place for.
    guard case .line(let flat) = try charts([axis("a", [.number(0), .number(1)], log: true)]).first
    else {
      Issue.record("no curve")
      return
    }
    #expect(flat.xScale == .linear)
  }

  @Test("a setting without a result is no point of a curve, and no bar; in a map it is said")
  func missing() throws {
    let three = axis("a", [.number(1), .number(2), .number(3)])
    let words = axis("b", [.choice("x"), .choice("y"), .choice("z")])
    func chart(_ axes: [SweepGrid.Axis]) throws -> Chart? {
      let grid = try #require(SweepGrid(axes: axes, seeds: [0]))
      let runs = [outcome(0, 0, 5), outcome(2, 0, 7)]
      return SweepPicture(summary: SweepSummary(grid, runs, seconds: 1)).charts.first?.chart
    }
    if case .line(let curve) = try chart([three]) { #expect(curve.series[0].x == [1, 3]) }
    if case .bars(let bars) = try chart([words]) { #expect(bars.categories == ["x", "z"]) }
    if case .heatMap(let map) = try chart([three, words]) { #expect(map.absence == "no result") }
  }

  @Test("no result is left out of narrow tables")
  func narrow() throws {
    let grid = try grid()
    let names = (1...9).map { "a rather long result \($0)" }
    let runs = grid.runs.map { run in
      SweepOutcome(
        run, failure: nil, results: names.map { .init(name: $0, value: Double(run.seed)) },
        seconds: 1)
    }
    let picture = SweepPicture(summary: SweepSummary(grid, runs, seconds: 1))
    let style = ChartStyle()
    for width in [20, 60, 80, 300] {
      let tables = picture.tables(width: width, style).map(\.chart)
      let columns = tables.flatMap { chart -> [String] in
        if case .table(let table) = chart { table.columns } else { [] }
      }
      #expect(columns.filter(names.contains) == names)
      if width >= 60 {
        #expect(tables.allSatisfy { ($0.fullWidth(style: style) ?? 0) <= width })
      }
    }
  }

  @Test("settings of which no run has ended are not in the table, those of which all failed are")
  func stopped() throws {
    let grid = try grid()
    let runs = [outcome(1, 0, 5), outcome(4, 0, 0, failure: "why")]
    let picture = SweepPicture(summary: SweepSummary(grid, runs, seconds: 1))
    guard case .table(let table) = picture.tables(width: 80, ChartStyle()).first?.chart else {
      Issue.record("no table")
      return
    }
    #expect(
      table.rows == [
        [.number(1), .text("y"), .number(1), .text("5")],
        [.number(10), .text("y"), .number(0), .text("")],
      ])
  }

  @Test("runs share the processors; what the environment or a launcher decides stays")
  func shares() {
    func shares(
      _ jobs: Int?, runs: Int = 20, asked: Int? = nil, isLaunched: Bool = false
    ) -> [Int?] {
      let shares = SweepShares(
        jobs: jobs, runs: runs, processors: 8, asked: asked, isLaunched: isLaunched)
      return [shares.jobs, shares.threads]
    }
    #expect(shares(nil) == [8, 1])
    #expect(shares(2) == [2, 4])
    #expect(shares(3) == [3, 2])
    #expect(shares(16) == [16, 1])
    #expect(shares(nil, runs: 2) == [2, 4])
    #expect(shares(nil, asked: 4) == [2, nil])
    #expect(shares(5, isLaunched: true) == [5, nil])
  }

  @Test("a launcher's words are a shell's simple words")
  func words() {
    #expect(shellWords(in: "srun -n1") == ["srun", "-n1"])
    #expect(
      shellWords(in: #"  a 'b c'  "d \" $e \f" g\ h '' "#)
        == ["a", "b c", #"d " $e \f"#, "g h", ""])
    #expect(shellWords(in: "  ") == [])
    #expect(shellWords(in: "a 'b") == nil && shellWords(in: "a\\") == nil)
    #expect(SweepOptions.parts(of: #"a\,b,c,,"#) == ["a,b", "c", "", ""])
  }
}
