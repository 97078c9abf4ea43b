internal import CProcess
import Glibc

/// The processor that this program was built for, and the one that it runs on.
public enum Processor {
  /// Ends the program, with the reason on stderr, where this processor lacks what it was built for: it
  /// would die at its first vector.
  public static func check() {
    guard let words = refusal(built: margin_x86_64_level(), present: margin_processor_level())
    else { return }
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    exit(1)
  }

  /// Why a program built for one level of x86-64 cannot run on a processor of another, and what to do.
  ///
  /// The words are there before the program runs: putting them together may itself take an instruction
  /// that is missing.
  ///
  /// - Parameters:
  ///   - built: 4 with AVX-512, 3 with AVX2 and FMA, else 0.
  ///   - present: The same of the processor.
  /// - Returns: A line for stderr; nil where it can.
  public static func refusal(built: Int32, present: Int32) -> StaticString? {
    guard built > present else { return nil }
    return built >= 4
      ? """
      margin: this program was built for a processor with AVX-512, which this one lacks; build it \
      again on this machine: rm -r .build && swift build -c release

      """
      : """
      margin: this program was built for a processor with AVX2 and FMA, which this one lacks; build it \
      again on this machine: rm -r .build && swift build -c release

      """
  }
}
