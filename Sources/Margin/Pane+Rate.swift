// How fast the run works.
extension Pane {
  /// Does `work`, and reports as the result `name` how many things it does in a second: the `amount` of
  /// all calls so far by the time that they took.
  ///
  ///     let loss = pane.rate("words per second", of: chunk.count) { model.train(on: chunk) }
  ///
  /// Of all that a run reports this alone is another number each time.
  ///
  /// - Parameters:
  ///   - name: What is counted, "… per second".
  ///   - amount: How much of it this call does.
  ///   - work: Does it.
  /// - Returns: What `work` returns.
  public func rate<Result>(
    _ name: String, of amount: Int, _ work: () throws -> Result
  ) rethrows -> Result {
    let began = ContinuousClock.now
    let result = try work()
    var total = rates[name] ?? (amount: 0, duration: .zero)
    total.amount += amount
    total.duration += ContinuousClock.now - began
    rates[name] = total
    let seconds = total.duration / .seconds(1)
    if seconds > 0 {
      host.report(
        rate: RunResult(name: name, value: Double(total.amount) / seconds, better: .higher))
    }
    return result
  }
}
