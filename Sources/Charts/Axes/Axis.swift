internal import Glibc

/// One axis: the values at its ends, how values become places, and its ticks.
struct Axis {
  /// A place along the axis with its label.
  struct Tick: Hashable {
    /// From 0 at the lower to 1 at the upper end.
    var place: Double
    var label: String
  }

  /// Where the ends of an axis lie.
  enum Ends {
    /// At the outermost values.
    case tight
    /// At half steps of the ticks, so that the picture of a growing curve stands still.
    case round
  }

  let scale: AxisScale
  /// The value at the lower end, as its logarithm on a log or symlog scale.
  let lower: Double
  /// The value at the upper end, as its logarithm on a log or symlog scale.
  let upper: Double
  /// Below it a symlog scale is linear.
  let linearReach: Double
  let ticks: [Tick]
  /// What is to be added to every label.
  let offset: String?

  /// The columns of the widest label.
  var labelWidth: Int { ticks.map(\.label.utf8.count).max() ?? 0 }

  /// An axis for `range` with at most `maximum` (at least 3) ticks.
  ///
  /// On a log scale `range` is that of the positive values.
  init(
    _ range: FiniteRange, scale: AxisScale, ends: Ends, maximum: Int, integers: Bool = false,
    allowsOffset: Bool = false
  ) {
    self.scale = scale
    let maximum = max(3, maximum)
    let range = Self.widened(range, scale: scale)
    linearReach = SymlogTicks.linearReach(of: range)
    switch scale {
    case .linear:
      let steps = LinearTicks(
        range.lower, range.upper, ends: ends, maximum: maximum, integers: integers)
      (lower, upper) = (steps.lower, steps.upper)
      let labels = TickLabels(
        steps.mantissas, exponent: steps.exponent, allowsOffset: allowsOffset)
      offset = labels.offset
      ticks = zip(steps.mantissas, labels.texts).map { mantissa, label in
        let tick = DecimalNumber(mantissa: mantissa, exponent: steps.exponent)
        return Tick(
          place: -tick.distance(to: steps.lower) / (steps.upper - steps.lower), label: label)
      }
    case .symlog:
      let steps = SymlogTicks(range.lower, range.upper, reach: linearReach, maximum: maximum)
      (lower, upper) = (steps.lower, steps.upper)
      offset = nil
      ticks = steps.ticks
    case .log:
      let steps = LogTicks(range.lower, range.upper, ends: ends, maximum: maximum)
      (lower, upper) = (steps.lower, steps.upper)
      offset = nil
      ticks = steps.numbers.map { number in
        Tick(
          place: (log10(number.value) - steps.lower) / (steps.upper - steps.lower),
          label: TickLabels([number.mantissa], exponent: number.exponent).texts[0])
      }
    }
  }

  /// A range that has a length: around a single value, or 0…1 where there is none.
  private static func widened(_ range: FiniteRange, scale: AxisScale) -> FiniteRange {
    let limit = largestPlace
    var lower = max(-limit, min(limit, range.lower))
    var upper = max(-limit, min(limit, range.upper))
    if range.isEmpty { (lower, upper) = scale == .log ? (1, 10) : (0, 1) }
    if scale == .log {
      (lower, upper) = (max(lower, smallestLogPlace), max(upper, smallestLogPlace))
    }
    let size = max(abs(lower), abs(upper))
    // Of fewer steps from number to number there is no axis to make; a logarithm knows less.
    let shortest = scale == .log ? size * 1e-13 : 4 * size.ulp
    if upper - lower <= max(shortest, 1e-300) {
      switch scale {
      case .log: (lower, upper) = (lower / 2, upper * 2)
      case .linear, .symlog:
        let margin = size > 1e-290 ? size * 0.05 : 1
        (lower, upper) = (lower - margin, upper + margin)
      }
    }
    return FiniteRange(lower, upper)
  }

  /// The map from values to dots: `lower` becomes `start`, `upper` becomes `end`.
  func map(from start: Double, to end: Double) -> AxisMap {
    AxisMap(
      slope: (end - start) / (upper - lower), lower: lower, start: start, scale: scale,
      linearReach: linearReach)
  }
}

/// Where values stand in units of dots.
struct AxisMap {
  let slope: Double
  /// The value at `start`, as its logarithm on a log scale, which values ≤ 0 are given.
  let lower: Double
  let start: Double
  let scale: AxisScale
  let linearReach: Double

  /// The place of `value`; not finite where the value is not.
  @inline(__always)
  func callAsFunction(_ value: Double) -> Double {
    // The difference comes first: it is exact for values that have most digits in common.
    switch scale {
    case .linear: (value - lower) * slope + start
    case .log:
      ((value > 0 ? log10(value) : value <= 0 ? lower : value) - lower) * slope + start
    case .symlog: (symlog(value, reach: linearReach) - lower) * slope + start
    }
  }
}

/// Axes reach so far: the difference of their ends must be a number.
let largestPlace = 4e307

/// Axes of logarithms begin no lower: the ticks' powers of ten must be normal numbers.
let smallestLogPlace = 1e-290
