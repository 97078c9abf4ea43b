extension KeyTable {
  /// The keys of charts that show an earlier step.
  static let scrubbing = [
    row(.scrubbing, ",", .scrub(-1), "back", "往回", hint: 0),
    row(.scrubbing, ".", .scrub(1), "forward", "往后", hint: 0),
    row(.scrubbing, "g", .beginStep, "to a step", "到某一步", hint: 0),
    row(.scrubbing, "Esc Ctrl-G", .live, "to the newest step", "回到最新一步", hint: 0),
  ]
}
