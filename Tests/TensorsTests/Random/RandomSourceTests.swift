import Tensors
import Testing

@Suite("Random numbers")
struct RandomSourceTests {
  @Test("xoshiro256++ filled by SplitMix64, and its jump, as a second implementation has them")
  func reference() {
    // From a plain Python transcription of the published definitions, seed 42.
    var random = RandomSource(seed: 42)
    let first =
      [0xD076_4D4F_4476_689F, 0x519E_4174_576F_3791, 0xFBE0_7CFB_0C24_ED8C, 0xB37D_9F60_0CD8_35B8]
      as [UInt64]
    #expect((0..<4).map { _ in random.next() } == first)
    var other = RandomSource(seed: 42)
    let child = other.split()
    #expect(child == RandomSource(seed: 42))
    #expect(other.next() == 0xC0B6_F4BE_293B_1AE5)
  }

  @Test("uniform, normal and categorical numbers have their moments")
  func moments() {
    var random = RandomSource(seed: 1)
    let count = 100_000
    let uniform = Tensor<Double>.uniform([count], using: &random)
    #expect(abs(uniform.mean() - 0.5) < 0.005)
    #expect(uniform.min() >= 0 && uniform.max() < 1)
    let normal = Tensor<Double>.normal([count], mean: 2, deviation: 3, using: &random)
    #expect(abs(normal.mean() - 2) < 0.05)
    #expect(abs(square(normal - normal.mean()).mean() - 9) < 0.2)
    var counts = [0, 0, 0]
    for _ in 0..<count { counts[random.categorical([1, 0, 3])] += 1 }
    #expect(counts[1] == 0)
    #expect(abs(Double(counts[2]) / Double(count) - 0.75) < 0.01)
  }

  @Test("permutations hold every number once, each place as likely")
  func permutations() {
    var random = RandomSource(seed: 2)
    #expect(random.permutation(100).sorted() == Array(0..<100))
    #expect(random.permutation(0).isEmpty)
    #expect(Set(random.sample(7, of: 7)).count == 7)
    var firsts = [0, 0, 0]
    for _ in 0..<30_000 { firsts[random.permutation(3)[0]] += 1 }
    for count in firsts { #expect(abs(count - 10_000) < 400) }
  }
}
