internal import CProcess
import Glibc

/// The processor that this program was built for, and the one that it runs on.
public enum Processor {
  /// Ends the program, with the reason on stderr, where this processor lacks what it was built for: it
  /// would die at its first vector.
  public static func check() {
    guard let words = refusal(built: margin_x86_64_level(), present: margin_processor_level())
    else { return }
    _ = words.utf8.withContiguousStorageIfAvailable {
      write(STDERR_FILENO, $0.baseAddress, $0.count)
    }
    exit(1)
  }

  /// Why a program built for one level of x86-64 cannot run on a processor of another, and what to do.
  ///
  /// - Parameters:
  ///   - built: 4 with AVX-512, 3 with AVX2 and FMA, else 0.
  ///   - present: The same of the processor.
  /// - Returns: A line for stderr; nil where it can.
  public static func refusal(built: Int32, present: Int32) -> String? {
    guard built > present else { return nil }
    let instructions = built >= 4 ? "AVX-512" : "AVX2 and FMA"
    return "margin: this program was built for a processor with \(instructions), which this one "
      + "lacks; build it again on this machine: rm -r .build && swift build -c release\n"
  }
}
