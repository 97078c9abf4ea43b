import LessonKit
import Margin
import TestSupport
import Testing

@Suite("LIBSVM's model file") struct ModelFileTests {
  private func written(_ model: SupportVectorModel) -> String {
    var bytes: [UInt8] = []
    let file = SavedText { bytes += $0 }
    model.write(to: file)
    #expect(throws: Never.self) { try file.finish() }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("LIBSVM's own file is read, decides as LIBSVM does, and is written as it was")
  func golden() throws {
    let golden = try GoldenFile("11-support-vector-machines").case("LIBSVM model")
    let text = try golden.expected[dynamicMember: "text"].text
    let model = try SupportVectorModel(parsing: text)
    let x = try golden.inputs.test.tensor
    let f = model.decisionValues(x).column(0)
    #expect(abs(f - (try golden.expected.decision.tensor)).max().scalar < golden.tolerance)
    let predicted = model.classes(from: model.decisionValues(x)).map { Double(model.labels[$0]) }
    #expect(predicted == (try golden.expected.predicted.tensor.scalars))
    #expect(model.labels == ["-1", "1"] && model.counts == [9, 8])
    let again = try SupportVectorModel(parsing: written(model))
    #expect(written(again) == written(model))
    #expect(again.decisionValues(x).scalars == model.decisionValues(x).scalars)
    func keys(_ text: String) -> [Substring] {
      text.split(separator: "\n").prefix(9).map { $0.prefix { $0 != " " } }
    }
    #expect(keys(written(model)) == keys(text))
  }

  @Test("every type and every kernel comes back as it was", arguments: SupportVectorType.allCases)
  func types(type: SupportVectorType) throws {
    for kernel in [
      KernelFunction.linear, .polynomial(degree: 4, gamma: 0.1, coef0: -1), .rbf(gamma: 2.5),
      .sigmoid(gamma: 0.5, coef0: 0.25),
    ] {
      let classes = type.isClassifier ? 3 : 0
      var model = SupportVectorModel(
        type: type, kernel: kernel, labels: (0..<classes).map { "\($0 * 7)" },
        vectors: Tensor([1, 0, 0.5, 0, -2, 1e-7, 3, 4], shape: [4, 2]), rows: [],
        counts: type.isClassifier ? [2, 1, 1] : [4],
        coefficients: type.isClassifier ? [[1, 0, -1, 0.25], [0, 2, 3, -4]] : [[1, -1, 0.1, 2]],
        rho: type.isClassifier ? [0.1, -0.2, 3] : [0.5])
      model.probA = model.rho.map { -$0 }
      model.probB = model.rho
      let again = try SupportVectorModel(parsing: written(model))
      #expect(again.kernel == kernel && again.type == type && again.labels == model.labels)
      #expect(again.vectors.scalars == model.vectors.scalars && again.rho == model.rho)
      #expect(again.coefficients == model.coefficients && again.counts == model.counts)
      #expect(again.probA == model.probA && again.probB == model.probB)
      #expect(again.widened(to: 5).vectors.shape == [4, 5])
    }
  }

  @Test(
    "a file that is none is refused with its line",
    arguments: [
      ("", 1), ("svm_type c_svc\nkernel_type cubic\nSV\n", 2), ("svm_type c_svc\nfoo 3\nSV\n", 2),
      ("svm_type one_class\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 0\nSV\n1 x:2\n", 7),
      ("svm_type one_class\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 0\nSV\nnan 1:2\n", 7),
      ("svm_type one_class\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho a\nSV\n1 1:2\n", 5),
      ("svm_type one_class\nkernel_type linear\nnr_class 2\ntotal_sv 2\nrho 0\nSV\n1 1:2\n", 8),
      ("svm_type one_class\nkernel_type rbf\nnr_class 2\ntotal_sv 1\nrho 0\nSV\n1 1:2\n", 6),
    ])
  func refused(text: String, line: Int) {
    let error = #expect(throws: SupportVectorError.self) { try SupportVectorModel(parsing: text) }
    guard case .model(let found, _)? = error else {
      Issue.record("\(text)")
      return
    }
    #expect(found == line, "\(text)")
    #expect(error.map { !"\($0)".contains("\n") } == true)
  }
}
