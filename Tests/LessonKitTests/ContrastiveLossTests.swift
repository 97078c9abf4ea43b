import LessonKit
import Margin
import TestSupport
import Testing

@Suite("Contrastive losses") struct ContrastiveLossTests {
  @Test("NT-Xent and its gradient agree with torch's", arguments: 0..<3)
  func normalisedTemperature(index: Int) throws {
    let golden = try GoldenFile("05-nt-xent").cases[index]
    func input(_ name: String) -> GoldenValue { golden.inputs[dynamicMember: name] }
    let views = [try input("z view 1").tensor, try input("z view 2").tensor]
    let z = Parameter(concatenate(views))
    let loss = ntXent(z.value, temperature: try golden.inputs.temperature.number)
    try loss.backward()
    func expected(_ name: String) -> GoldenValue { golden.expected[dynamicMember: name] }
    #expect(abs(loss.scalar - (try expected("loss (mean over 2N)").number)) < golden.tolerance)
    let gradient = try expected("gradient of the unnormalised z, view 1 then view 2").tensor
    #expect(abs(try #require(z.gradient) - gradient).max().scalar < golden.tolerance)
  }

  @Test("a collapsed batch has the loss log(2N − 1)")
  func collapsed() {
    let z = Tensor<Double>.zeros(6, 4) + 1
    #expect(abs(ntXent(z, temperature: 0.5).scalar - log(5.0)) < 1e-12)
  }

  @Test("both directions of InfoNCE and their mean agree with torch's", arguments: 0..<2)
  func symmetric(index: Int) throws {
    let golden = try GoldenFile("13-infonce").cases[index]
    let image = try golden.inputs.image.tensor
    let text = try golden.inputs[dynamicMember: "text"].tensor
    let scale = exp(Tensor(try golden.inputs.logScale.number))
    func isNear(_ loss: Tensor<Double>, _ expected: GoldenValue) throws -> Bool {
      abs(loss.scalar - (try expected.number)) < 1e-9
    }
    let expected = golden.expected
    #expect(try isNear(symmetricInfoNCE(image, text, scale: scale), expected.loss))
    let tau = 1 / scale.scalar
    #expect(try isNear(infoNCE(image, text, temperature: tau), expected.imageToText))
    #expect(try isNear(infoNCE(text, image, temperature: tau), expected.textToImage))
  }

  @Test("the gradients of the symmetric loss agree with torch's", arguments: 0..<2)
  func symmetricGradients(index: Int) throws {
    let golden = try GoldenFile("13-infonce").cases[index]
    let image = Parameter(try golden.inputs.image.tensor)
    let text = Parameter(try golden.inputs[dynamicMember: "text"].tensor)
    let logScale = Parameter(Tensor(try golden.inputs.logScale.number))
    try symmetricInfoNCE(image.value, text.value, scale: exp(logScale.value)).backward()
    let expected = golden.expected.gradients
    func isNear(_ parameter: Parameter<Double>, _ expected: Tensor<Double>) throws -> Bool {
      abs(try #require(parameter.gradient) - expected).max().scalar < 1e-9
    }
    #expect(try isNear(image, expected.image.tensor))
    #expect(try isNear(text, expected[dynamicMember: "text"].tensor))
    #expect(try isNear(logScale, Tensor(expected.logScale.number)))
  }

  @Test("N equal similarities give log N")
  func start() {
    for N in [2, 8, 64] {
      let x = Tensor<Double>.zeros(N, 3) + 1
      #expect(abs(infoNCE(x, x, temperature: 0.07).scalar - log(Double(N))) < 1e-12)
    }
  }
}
