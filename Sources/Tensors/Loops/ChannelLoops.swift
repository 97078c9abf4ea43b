// Batch normalisation (Ioffe & Szegedy 2015): sums over each channel, then a step for each element.

extension Loops {
  static func channelMoments(
    _ x: Input, _ channels: Channels, means: Output, rests: Output, variances: Output
  ) {
    forEachStrip(of: channels) {
      Vector.channelMoments(x, channels, $0, means: means, rests: rests, variances: variances)
    }
  }

  static func channelProducts(
    _ dy: Input, x: Input, _ channels: Channels, means: Input, products: Output, sums: Output
  ) {
    forEachStrip(of: channels) {
      Vector.channelProducts(dy, x, channels, $0, means: means, products: products, sums: sums)
    }
  }

  static func batchNorm(
    _ x: Input, _ channels: Channels, means: Input, slopes: Input, shifts: Input, _ y: Output
  ) {
    forEachBlock(of: channels) {
      Vector.batchNorm(x, channels, $0, means: means, slopes: slopes, shifts: shifts, y)
    }
  }

  static func batchNormGradient(
    _ dy: Input, x: Input, _ channels: Channels, means: Input, slopes: Input, slants: Input,
    shifts: Input, _ dx: Output
  ) {
    forEachBlock(of: channels) {
      Vector.batchNormGradient(
        dy, x, channels, $0, means: means, slopes: slopes, slants: slants, shifts: shifts, dx)
    }
  }

  /// Calls `body` with the first channel of each strip: of a vector's lanes, one each, where a channel's
  /// numbers do not lie side by side, else of one channel.
  @inline(__always)
  private static func forEachStrip(of channels: Channels, _ body: (Int) -> Void) {
    let width = channels.inner == 1 ? Vector.width : 1
    let strips = (channels.count + width - 1) / width
    Threads.parallel(over: strips, grain: 1 + Grain.light / (width * channels.size + 1)) { range in
      for strip in range { body(strip * width) }
    }
  }

  @inline(__always)
  private static func forEachBlock(of channels: Channels, _ body: (Int) -> Void) {
    let size = channels.count * channels.inner
    Threads.parallel(over: channels.blocks, grain: 1 + Grain.light / (size + 1)) { range in
      for block in range { body(block) }
    }
  }
}

extension Lanes {
  /// Mean and variance of the channels of a strip.
  ///
  /// The mean is that of the distances from the channel's first element, added to this: equal numbers have
  /// a variance of 0 then, and not that of a rounded mean.
  @inline(never)
  fileprivate static func channelMoments(
    _ x: UnsafePointer<Scalar>, _ channels: Channels, _ c: Int, means: UnsafeMutablePointer<Scalar>,
    rests: UnsafeMutablePointer<Scalar>, variances: UnsafeMutablePointer<Scalar>
  ) {
    let n = lanes(of: channels, c)
    let size = Self(repeating: Scalar(channels.size))
    var mean = RunningSum<Self>()
    if channels.size > 0 {
      mean.sum =
        channels.inner == 1 ? Self(upTo: n, x + c) : Self(repeating: x[c &* channels.inner])
    }
    let first = mean.sum
    mean.add(
      channelSum(channels, c) { place, n in
        Self(upTo: n, x + place, filler: first) - first
      }.total(of: channels) / size)
    // What fills up the last vector is the mean, which adds nothing.
    let mu = mean.sum
    let squares = channelSum(channels, c) { place, n in
      let d = Self(upTo: n, x + place, filler: mu) - mu
      return d * d
    }.total(of: channels)
    mu.store(upTo: n, means + c)
    mean.rest.store(upTo: n, rests + c)
    (squares / size - mean.rest * mean.rest).store(upTo: n, variances + c)
  }

  @inline(never)
  fileprivate static func channelProducts(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ channels: Channels, _ c: Int,
    means: UnsafePointer<Scalar>, products: UnsafeMutablePointer<Scalar>,
    sums: UnsafeMutablePointer<Scalar>
  ) {
    let n = lanes(of: channels, c)
    let mean = channels.inner == 1 ? Self(upTo: n, means + c) : Self(repeating: means[c])
    let (product, sum) = channelSum(channels, c) { place, n in
      let dy = Self(upTo: n, dy + place)
      return Pair(a: dy * (Self(upTo: n, x + place, filler: mean) - mean), b: dy)
    }.parts()
    product.total(of: channels).store(upTo: n, products + c)
    sum.total(of: channels).store(upTo: n, sums + c)
  }

  @inline(never)
  fileprivate static func batchNorm(
    _ x: UnsafePointer<Scalar>, _ channels: Channels, _ block: Int, means: UnsafePointer<Scalar>,
    slopes: UnsafePointer<Scalar>, shifts: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>
  ) {
    forEachVector(of: channels, block) { place, n, spread in
      (Self(upTo: n, x + place) - spread(means)).times(spread(slopes), plus: spread(shifts))
        .store(upTo: n, y + place)
    }
  }

  @inline(never)
  fileprivate static func batchNormGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ channels: Channels, _ block: Int,
    means: UnsafePointer<Scalar>, slopes: UnsafePointer<Scalar>, slants: UnsafePointer<Scalar>,
    shifts: UnsafePointer<Scalar>, _ dx: UnsafeMutablePointer<Scalar>
  ) {
    forEachVector(of: channels, block) { place, n, spread in
      let d = Self(upTo: n, x + place) - spread(means)
      (spread(slopes) * ((Self(upTo: n, dy + place) - spread(shifts)) - d * spread(slants)))
        .store(upTo: n, dx + place)
    }
  }

  /// Calls `body` with place and size of each vector of a block, and with what spreads numbers of the
  /// channels over its lanes.
  @inline(__always)
  private static func forEachVector(
    of channels: Channels, _ block: Int,
    _ body: (Int, Int, (UnsafePointer<Scalar>) -> Self) -> Void
  ) {
    let (count, inner) = (channels.count, channels.inner)
    let start = block &* count &* inner
    if inner == 1 {
      forEachVector(count) { c, n in body(start &+ c, n) { Self(upTo: n, $0 + c) } }
    } else {
      for c in 0..<count {
        let start = start &+ c &* inner
        forEachVector(inner) { j, n in body(start &+ j, n) { Self(repeating: $0[c]) } }
      }
    }
  }

  /// How many channels are in the strip that begins with channel `c`.
  @inline(__always)
  private static func lanes(of channels: Channels, _ c: Int) -> Int {
    channels.inner == 1 ? Swift.min(width, channels.count &- c) : 1
  }

  /// Σ over a strip of what `term` gives for the place and the size of each vector: runs of at most 16
  /// vectors, of which 64 are added plainly.
  @inline(__always)
  private static func channelSum<Term: AdditiveArithmetic>(
    _ channels: Channels, _ c: Int, _ term: (Int, Int) -> Term
  ) -> RunningSum<Term> {
    let (count, inner) = (channels.count, channels.inner)
    if inner == 1 {
      let n = lanes(of: channels, c)
      if n == width { return blockedSum(channels.blocks) { term($0 &* count &+ c, width) } }
      return blockedSum(channels.blocks) { term($0 &* count &+ c, n) }
    }
    var (total, part, runs) = (RunningSum<Term>(), Term.zero, 0)
    for block in 0..<channels.blocks {
      var place = (block &* count &+ c) &* inner
      let end = place &+ inner
      while place < end {
        let stop = Swift.min(end, place &+ 16 &* width)
        var run = Term.zero
        while place &+ 4 &* width <= stop {
          run =
            run
            + ((term(place, width) + term(place &+ width, width))
              + (term(place &+ 2 &* width, width) + term(place &+ 3 &* width, width)))
          place &+= 4 &* width
        }
        while place < stop {
          run = run + term(place, Swift.min(width, stop &- place))
          place &+= width
        }
        (part, runs) = (part + run, runs &+ 1)
        if runs % 64 == 0 {
          total.add(part)
          part = .zero
        }
      }
    }
    total.add(part)
    return total
  }
}

extension RunningSum where Term: Lanes {
  /// Of each channel of a strip its sum: lane by lane, or in every lane that of them all.
  @inline(__always)
  fileprivate func total(of channels: Channels) -> Term {
    channels.inner == 1 ? value : Term(repeating: value.sum)
  }
}
