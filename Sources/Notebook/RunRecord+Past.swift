extension RunRecord {
  /// The run as it stood in `step`, as far as the series `names` and the changed values tell.
  public func past(upTo step: Int, of names: some Sequence<String>) -> RunRecord {
    var record = self
    record.changes.removeAll { $0.step > step }
    for name in names {
      guard let end = series[name]?.firstIndex(where: { $0.step > step }) else { continue }
      record.replaceSamples(of: name, from: end, with: [])
    }
    return record
  }

  /// The last value of the series `name` up to `step`; nil before its first one.
  public func value(of name: String, at step: Int) -> Double? {
    series[name]?.last { $0.step <= step }?.y
  }
}
