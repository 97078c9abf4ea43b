// Frames out: a thread that may wait for the terminal, so that no other must.
extension Terminal {
  /// Sends what there is to send until the terminal is given back for good.
  func display(_ screen: Screen) {
    while state.withLock({ $0.phase != .ended }) {
      device.waitForWork()
      while let work = state.withLock({ $0.takeWork() }) {
        device.write(bytes(of: work, on: screen))
        state.withLock { state in
          state.isSending = false
          state.flow.endSending(now: Clock.now)
        }
        device.interruptReading()
      }
    }
    screen.close()
    state.withLock { $0.isDisplayOver = true }
  }

  private func bytes(of work: Work, on screen: Screen) -> [UInt8] {
    if work.mustRepaint { screen.invalidate() }
    let frame =
      work.frame.map { screen.bytes(showing: $0, size: work.size, isUTF8: work.isUTF8) } ?? []
    return frame + work.extra + Description.statusRequest
  }
}
