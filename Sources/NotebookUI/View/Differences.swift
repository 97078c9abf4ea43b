import Margin
import Notebook

/// What tells two runs, or a run and the screen, apart.
extension Model {
  /// How each of `earlier` differs from `later`; those that differ in the same way are told apart by
  /// when they began.
  func differences(
    of earlier: [RunRecord], from later: RunRecord, in pane: PaneModel
  ) -> [String] {
    let names = earlier.map { difference(of: $0, from: later, in: pane) }
    let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return zip(earlier, names).map { record, name in
      guard counts[name, default: 0] > 1 else { return name }
      return "\(name) \(clockTime(record.began, timeZoneOffset: surface.timeZoneOffset))"
    }
  }

  /// How `earlier` differs from `later`: `K 3→5 · seed 0→1`; the whole difference of one run to
  /// another.
  func difference(of earlier: RunRecord, from later: RunRecord, in pane: PaneModel) -> String {
    var parts: [String] = []
    let before = earlier.finalValues
    let after = later.finalValues
    for parameter in pane.parameters {
      guard let old = before[parameter.name], let new = after[parameter.name], old != new else {
        continue
      }
      let values = change(
        shown(recorded: old, of: parameter), shown(recorded: new, of: parameter))
      parts.append("\(shortName(of: parameter)) \(values)")
    }
    if earlier.origin.seed != later.origin.seed {
      parts.append("\(words.seed) \(change("\(earlier.origin.seed)", "\(later.origin.seed)"))")
    }
    if earlier.readsOther(data: pane.dataNames, than: later) { parts.append(words.otherData) }
    if earlier.origin.sourceHash != later.origin.sourceHash { parts.append(words.earlierSource) }
    return parts.isEmpty ? words.earlier : parts.joined(separator: words.separator)
  }

  /// How the values and the source of `run` differ from those on the screen: "K was 3".
  func outdated(_ run: RunModel, _ pane: PaneModel, _ kernel: KernelModel) -> [String] {
    let record = run.record
    var parts: [String] = []
    let values = record.finalValues
    for parameter in pane.parameters {
      guard let old = values[parameter.name], old != pane.value(of: parameter).description else {
        continue
      }
      // A live value that is on its way takes effect at the next step.
      if run.isOn && !parameter.restarts { continue }
      parts.append(words.was(shortName(of: parameter), shown(recorded: old, of: parameter)))
    }
    if record.origin.seed != pane.seed {
      parts.append(words.was(words.seed, "\(record.origin.seed)"))
    }
    let began = run.setup?.data ?? record.origin.data.filter { pane.ownData[$0.key] != nil }
    if began != pane.ownData { parts.append(words.otherData) }
    if let lesson, record.origin.sourceHash != lesson.sourceHash(of: kernel) {
      parts.append(words.earlierSource)
    }
    return parts
  }

  private func change(_ old: String, _ new: String) -> String {
    let arrow = surface.glyphs == .unicode ? "→" : "->"
    return old + arrow + new
  }
}

extension RunRecord {
  /// Whether the run has read these files of the learner's own.
  func reads(_ data: [String: String]) -> Bool {
    data.allSatisfy { origin.data[$0.key] == $0.value }
  }

  /// Whether one of the data `names` was read from elsewhere than in `other`, as far as both have read it.
  fileprivate func readsOther(data names: [String], than other: RunRecord) -> Bool {
    names.contains { name in
      knows(name) && other.knows(name) && origin.data[name] != other.origin.data[name]
    }
  }

  private func knows(_ name: String) -> Bool {
    origin.data[name] != nil || origin.hashes?[name] != nil
  }
}
