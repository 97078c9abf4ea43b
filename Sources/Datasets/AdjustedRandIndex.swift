/// How far two partitions of the same things agree, whatever their classes are called: 1 if they are
/// the same, about 0 by chance (Hubert & Arabie 1985).
///
/// ARI = (Σ C(n_ij, 2) − e) / (½ [Σ C(a_i, 2) + Σ C(b_j, 2)] − e), e = Σ C(a_i, 2) Σ C(b_j, 2) / C(n, 2).
///
/// - Parameters:
///   - a: The class of each thing.
///   - b: Its class in the other partition; as many.
/// - Returns: 1 where both are the trivial partition.
public func adjustedRandIndex(_ a: [Int], _ b: [Int]) -> Double {
  if a.count != b.count {
    fatalError("adjustedRandIndex: \(a.count) classes and \(b.count) are not of the same things")
  }
  func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
  func pairsTogether<Key: Hashable>(_ keys: some Sequence<Key>) -> Double {
    keys.reduce(into: [Key: Int]()) { $0[$1, default: 0] += 1 }.values.reduce(0) { $0 + pairs($1) }
  }
  let together = pairsTogether(zip(a, b).map { [$0, $1] })
  let (inA, inB) = (pairsTogether(a), pairsTogether(b))
  let expected = a.count < 2 ? 0 : inA * inB / pairs(a.count)
  let largest = (inA + inB) / 2
  return largest == expected ? 1 : (together - expected) / (largest - expected)
}
