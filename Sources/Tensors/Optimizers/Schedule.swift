import Glibc

/// A learning rate for each step, counted from 0.
///
/// ```swift
/// let schedule = Schedule.cosine(from: 1e-3, to: 0, steps: 1000).warmingUp(steps: 100)
/// optimizer.rate = schedule(step)
/// ```
public struct Schedule: Sendable {
  private let rate: @Sendable (Int) -> Double

  /// A schedule that `rate` gives.
  public init(_ rate: @escaping @Sendable (Int) -> Double) { self.rate = rate }

  /// The rate of a step.
  public func callAsFunction(_ step: Int) -> Double { rate(step) }

  /// Always the same rate.
  public static func constant(_ rate: Double) -> Schedule { Schedule { _ in rate } }

  /// The rate times `factor` after every `interval` steps.
  public static func step(from rate: Double, every interval: Int, factor: Double) -> Schedule {
    require(interval > 0, "Schedule.step: the interval is \(interval)")
    return Schedule { step in rate * pow(factor, Double(step / interval)) }
  }

  /// Half a cosine from the first rate down to the last, which stays (Loshchilov & Hutter 2017,
  /// equation 5).
  public static func cosine(from first: Double, to last: Double = 0, steps: Int) -> Schedule {
    require(steps > 0, "Schedule.cosine: there are \(steps) steps")
    return Schedule { step in
      let progress = Double(min(step, steps)) / Double(steps)
      return last + (first - last) * (1 + cos(.pi * progress)) / 2
    }
  }

  /// A straight line from the first rate to the last, which stays.
  public static func linear(from first: Double, to last: Double = 0, steps: Int) -> Schedule {
    require(steps > 0, "Schedule.linear: there are \(steps) steps")
    return Schedule { step in
      first + (last - first) * Double(min(step, steps)) / Double(steps)
    }
  }

  /// Rises in a straight line through `steps` steps to this schedule's beginning, and follows it then.
  public func warmingUp(steps: Int) -> Schedule {
    Schedule { step in
      step < steps
        ? rate(0) * Double(step + 1) / Double(steps) : rate(step - steps)
    }
  }
}
