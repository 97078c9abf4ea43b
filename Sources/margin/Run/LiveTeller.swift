import Glibc
import KernelRuntime
import Notebook
import NotebookUI

/// Tells a run on a terminal: charts that are drawn again in place, and results below them.
struct LiveTeller: RunTeller {
  var traits: OutputTraits
  /// The rows that the next drawing overwrites.
  private var height = 0
  private var lastDrawing = ContinuousClock.now
  private let began = ContinuousClock.now
  /// How far the work has come, where the kernel says it.
  private var share: Share?

  /// At most 20 drawings a second.
  private static let pause = Duration.milliseconds(50)

  init(traits: OutputTraits) { self.traits = traits }

  func begin(_ run: RunBeginning) {
    put(run.line)
    flush()
  }

  mutating func tell(_ event: KernelEvent) {
    switch event {
    case .printed(let printed):
      draw(printed.lines.map(\.text))
      height = 0
    case .progress(_, let done, let total):
      let now = time
      if share == nil { share = Share(done: done, of: total, at: now) }
      share?.advance(to: done, of: total, at: now)
    default: break
    }
  }

  /// Seconds since this was made.
  private var time: Double { (ContinuousClock.now - began) / .seconds(1) }

  mutating func refresh(_ record: RunRecord) {
    guard ContinuousClock.now - lastDrawing >= Self.pause else { return }
    let charts = RecordPicture(record: record, traits: traits).charts
    // What has scrolled off the top cannot be drawn again: the last rows are shown.
    let progress = share.map { ", " + $0.text(at: time) } ?? ""
    draw(charts.suffix(max(1, Self.terminalHeight - 3)) + [record.closingLine + progress])
    lastDrawing = .now
  }

  mutating func end(_ record: RunRecord) {
    let picture = RecordPicture(record: record, traits: traits)
    draw(picture.charts + picture.results + [record.closingLine])
  }

  /// Writes `lines` over those of the last drawing.
  private mutating func draw(_ lines: [String]) {
    let up = height > 0 ? "\u{1B}[\(height)A" : ""
    put(up + "\r\u{1B}[J" + lines.joined(separator: "\n"))
    flush()
    height = lines.count
  }

  private static var terminalHeight: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }
}
