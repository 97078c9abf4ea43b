import Testing

@testable import Notebook

/// What the screen calls the things that kernels name in English.
@Suite("Names") struct NamesTests {
  private let names = Names(
    parsing: """
      | English | 中文 |
      | --- | --- |
      | rate | 收敛因子 |
      | BIC | BIC |
      | cluster # had # points | 第 # 簇有 # 个点 |
      """)

  @Test("a name of the table is shown as the table says, any other as it is")
  func exact() {
    #expect(names("rate") == "收敛因子")
    #expect(names("loss") == "loss")
    #expect(names.has("BIC") && !names.has("AIC"))
    #expect(!names.has("English") && !names.has("---"))
  }

  @Test("numbers in a name keep their places")
  func numbers() {
    #expect(names("cluster 3 had 0.5 points") == "第 3 簇有 0.5 个点")
    #expect(names("cluster 3") == "cluster 3")
    #expect(names("cluster 12 had 1e-06 points") == "第 12 簇有 1e-06 个点")
    #expect(names("cluster -2 had -1.5e+30 points") == "第 -2 簇有 -1.5e+30 个点")
  }

  @Test("words between quotation marks keep their places, beside numbers too")
  func quotations() {
    let names = Names(
      parsing: """
        | English | 中文 |
        | --- | --- |
        | no “…”, but “…” | 没有“…”，只有“…” |
        | line # has “…” | “…”在第 # 行 |
        | line # has “none” | 第 # 行没有 |
        """)
    #expect(names("no “a 1”, but “b”") == "没有“a 1”，只有“b”")
    #expect(names("line 7 has “x #”") == "“x #”在第 7 行")
    #expect(names("line 7 has “none”") == "第 7 行没有")
    #expect(names("no “a”") == "no “a”")
  }

  @Test("without a table every name is itself")
  func empty() {
    #expect(Names()("rate") == "rate")
    #expect(Names(parsing: "no table")("rate") == "rate")
  }
}
