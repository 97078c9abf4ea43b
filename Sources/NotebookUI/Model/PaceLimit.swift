/// How many steps a second a run may take, so that eyes can follow; nil: as fast as they come.
///
/// A lesson step sets its own by `pace = 8` in its kernel block. No number depends on it.
typealias PaceLimit = Double?

/// The limits that the keys go through, in steps a second.
private let notches: [Double] = [1, 2, 4, 8, 16, 32, 64]

/// The limit `count` notches faster; beyond the fastest there is none.
func paceLimit(_ limit: PaceLimit, fasterBy count: Int) -> PaceLimit {
  let place = limit.map { limit in notches.firstIndex { $0 >= limit } ?? notches.count - 1 }
  let next = (place ?? notches.count) + count
  return next >= notches.count ? nil : notches[max(0, next)]
}
