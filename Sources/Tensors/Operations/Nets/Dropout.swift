/// Each element kept with probability 1 − rate and divided by it, else 0: the expectation stays.
///
/// It is for learning alone; a net that is used goes without (Srivastava et al. 2014).
public func dropout<Scalar>(
  _ x: Tensor<Scalar>, rate: Double, using random: inout RandomSource
) -> Tensor<Scalar> {
  require(rate >= 0 && rate < 1, "dropout: the rate \(rate) is not from 0 to below 1")
  if rate == 0 { return x }
  let kept = Scalar(1 / (1 - rate))
  // An element is dropped where 32 random bits are below the rate; each draw serves two.
  let threshold = UInt64(rate * 0x1p32)
  let mask = Tensor<Scalar>(shape: x.shape) { mask in
    var bits: UInt64 = 0
    for i in 0..<x.count {
      bits = i % 2 == 0 ? random.next() : bits >> 32
      mask[i] = bits & 0xffff_ffff < threshold ? 0 : kept
    }
  }
  return x * mask
}
