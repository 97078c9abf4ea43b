extension KernelCompiler {
  /// How much a compilation may cost, and what its machine code is worth; the numbers that a kernel
  /// computes are the same to the bit.
  public enum Tier: Hashable, Sendable {
    /// Not optimised: there in a third of the time, so that a saved kernel begins to run at once.
    case quick
    /// As fast as the built-in kernels, whose flags it has.
    case optimised

    /// The frontend's flags; neither tier lets a failing check go without its words.
    var flags: [String] {
      switch self {
      case .quick:
        // Crash reports need lines and no more; verifying what the compiler itself has made would
        // take a tenth of the time.
        ["-Onone", "-gline-tables-only", "-disable-llvm-verify"]
      case .optimised: ["-O", "-g"]
      }
    }

    /// The libraries that the compiler counts on: quick code calls generic functions of the standard
    /// library that are specialised there for common types.
    var libraries: [String] { self == .quick ? ["swiftSwiftOnoneSupport"] : [] }
  }
}
