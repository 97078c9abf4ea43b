import Testing

@testable import Tensors

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

  @Test("the published outputs")
  func published() {
    // Of the authors' xoshiro256plusplus.c, as in the tests of Rust's crate rand_xoshiro.
    var random = RandomSource(state: (1, 2, 3, 4))
    let outputs: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386,
      9_228_616_714_210_784_205, 9_973_669_472_204_895_162, 14_011_001_112_246_962_877,
      12_406_186_145_184_390_807, 15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
    ]
    #expect(outputs.map { _ in random.next() } == outputs)
    // Of the same crate's seed_from_u64(0), which fills the state by SplitMix64 too.
    var seeded = RandomSource(seed: 0)
    let first: [UInt64] = [
      5_987_356_902_031_041_503, 7_051_070_477_665_621_255, 6_633_766_593_972_829_180,
      211_316_841_551_650_330, 9_136_120_204_379_184_874,
    ]
    #expect(first.map { _ in seeded.next() } == first)
    // Behind the jump, from the tables of xoshiro-fortran.
    var jumping = RandomSource(state: (0, 0, 0, 1))
    _ = jumping.split()
    #expect(jumping.next() == 0x88F9_A31A_FDB4_39F5)
    #expect(jumping.next() == 0x3813_4A20_DFA1_A232)
  }

  @Test("streams that were split off have no number in common with each other or with the rest")
  func disjoint() {
    var random = RandomSource(seed: 7)
    var streams = (0..<8).map { _ in random.split() } + [random]
    var seen: Set<UInt64> = []
    for index in streams.indices {
      for _ in 0..<10_000 { seen.insert(streams[index].next()) }
    }
    #expect(seen.count == 90_000)
    // And they are not correlated.
    let x = streams.indices.map { _ in Tensor<Double>.normal([10_000], using: &streams[0]) }
    let y = streams.indices.map { Tensor<Double>.normal([10_000], using: &streams[$0]) }
    for (x, y) in zip(x, y) { #expect(abs((x * y).mean().scalar) < 0.04) }
  }

  @Test("uniform, normal and categorical numbers have their moments")
  func moments() {
    var random = RandomSource(seed: 1)
    let count = 100_000
    let uniform = Tensor<Double>.uniform([count], using: &random)
    #expect(abs(uniform.mean().scalar - 0.5) < 0.005)
    #expect(uniform.min().scalar >= 0 && uniform.max().scalar < 1)
    let normal = Tensor<Double>.normal([count], mean: 2, deviation: 3, using: &random)
    #expect(abs(normal.mean().scalar - 2) < 0.05)
    #expect(abs(square(normal - normal.mean().scalar).mean().scalar - 9) < 0.2)
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
