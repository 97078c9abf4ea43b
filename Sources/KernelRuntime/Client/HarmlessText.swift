/// `text` as any terminal can show it and any line can hold it.
///
/// Control characters, which could command a terminal, and those that turn the direction of the text
/// around, which could make a line say something else, become U+FFFD; ends of lines and tabs a blank.
public func harmless(_ text: String) -> String {
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
  if text.unicodeScalars.allSatisfy(isHarmless) { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(standIn(for: scalar) ?? scalar) }
  return String(result)
}

/// Whether `scalar` neither commands a terminal nor turns a line around or ends it.
public func isHarmless(_ scalar: Unicode.Scalar) -> Bool { standIn(for: scalar) == nil }

private func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
  default: nil
  }
}

extension KernelEvent {
  /// The same with all names and words that a kernel chose made harmless.
  ///
  /// What is within a chart reaches the screen through a `Frame`, which shows no control character.
  var harmless: KernelEvent {
    switch self {
    case .state, .progress, .finished, .evaluating: return self
    case .ready(var description):
      for index in description.parameters.indices {
        description.parameters[index].label = clean(description.parameters[index].label)
      }
      return .ready(description)
    case .curve(let run, var curve):
      curve.series = clean(curve.series)
      (curve.chart, curve.name) = (clean(curve.chart), clean(curve.name))
      curve.xLabel = curve.xLabel.map(clean)
      return .curve(run: run, curve)
    case .metrics(let run, let points):
      return .metrics(
        run: run, MetricBatch(points.map { .init(series: clean($0.series), $0.sample) }))
    case .series(let run, let news):
      return .series(
        run: run,
        SeriesUpdates(
          news.updates.map {
            SeriesUpdate(
              series: clean($0.series), start: $0.start, samples: $0.samples,
              averages: $0.averages)
          }))
    case .display(let run, let name, let chart, let step):
      return .display(run: run, name: clean(name), chart: chart, step: step)
    case .read(let run, let name, let hash):
      return .read(run: run, name: clean(name), hash: clean(hash))
    case .changed(let run, let step, let name, let value):
      return .changed(run: run, step: step, name: clean(name), value: value)
    case .result(let run, var result):
      result.name = clean(result.name)
      return .result(run: run, result)
    case .loaded(let run, let name, let path, let hash):
      return .loaded(run: run, name: clean(name), path: path, hash: hash)
    case .saved(let run, let file, let isWanted):
      return .saved(run: run, file: clean(file), isWanted: isWanted)
    case .printed(var printed):
      for index in printed.lines.indices {
        printed.lines[index].text = clean(printed.lines[index].text)
      }
      return .printed(printed)
    case .evaluated(var result):
      if var value = result.value {
        (value.name, value.type) = (value.name.map(clean), clean(value.type))
        value.lines = value.lines.map(clean)
        result.value = value
      }
      result.failure = result.failure.map(clean)
      return .evaluated(result)
    case .failed(let run, let failure): return .failed(run: run, clean(failure))
    case .exited(var exit):
      exit.lastLines = exit.lastLines.map(clean)
      return .exited(exit)
    }
  }

  private func clean(_ failure: KernelFailure) -> KernelFailure {
    guard case .thrown(let words) = failure.cause else { return failure }
    var failure = failure
    failure.cause = .thrown(clean(words))
    return failure
  }

  private func clean(_ text: String) -> String { KernelRuntime.harmless(text) }
}
