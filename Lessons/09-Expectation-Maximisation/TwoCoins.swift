import Margin

/// Two coins of unknown bias, tossed by an unknown hand. Do & Batzoglou (2008).
final class TwoCoins: Kernel {
  @Slider("θ_A at the start", 0.01...0.99, restarts: true) var thetaA = 0.6
  @Slider("θ_B at the start", 0.01...0.99, restarts: true) var thetaB = 0.5

  func run(in pane: Pane) throws {
  }
}
