/// Eight vectors of eight numbers.
struct Octet<Scalar: TensorScalar> {
  typealias Eight = SIMD8<Scalar>
  private var (r0, r1, r2, r3) = (Eight(), Eight(), Eight(), Eight())
  private var (r4, r5, r6, r7) = (Eight(), Eight(), Eight(), Eight())

  @inline(__always)
  init(_ row: (Int) -> Eight) {
    (r0, r1, r2, r3) = (row(0), row(1), row(2), row(3))
    (r4, r5, r6, r7) = (row(4), row(5), row(6), row(7))
  }

  /// Columns for rows.
  @inline(__always)
  var transposed: Octet {
    var turned = self
    turned.interleave()
    turned.interleave()
    turned.interleave()
    return turned
  }

  /// The numbers of the upper four vectors between those of the lower four.
  ///
  /// So the index of a number among 64 turns by one bit; three such turns make columns of rows.
  @inline(__always)
  private mutating func interleave() {
    (r0, r1, r2, r3, r4, r5, r6, r7) = (
      Self.zip(r0.lowHalf, r4.lowHalf), Self.zip(r0.highHalf, r4.highHalf),
      Self.zip(r1.lowHalf, r5.lowHalf), Self.zip(r1.highHalf, r5.highHalf),
      Self.zip(r2.lowHalf, r6.lowHalf), Self.zip(r2.highHalf, r6.highHalf),
      Self.zip(r3.lowHalf, r7.lowHalf), Self.zip(r3.highHalf, r7.highHalf)
    )
  }

  @inline(__always)
  private static func zip(_ a: SIMD4<Scalar>, _ b: SIMD4<Scalar>) -> Eight {
    var zipped = Eight()
    (zipped.evenHalf, zipped.oddHalf) = (a, b)
    return zipped
  }

  /// Writes the vectors, each `stride` numbers behind the one before.
  @inline(__always)
  func store(_ place: UnsafeMutablePointer<Scalar>, _ stride: Int) {
    func store(_ i: Int, _ row: Eight) {
      UnsafeMutableRawPointer(place + i * stride).storeBytes(of: row, as: Eight.self)
    }
    store(0, r0)
    store(1, r1)
    store(2, r2)
    store(3, r3)
    store(4, r4)
    store(5, r5)
    store(6, r6)
    store(7, r7)
  }
}
