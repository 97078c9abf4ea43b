import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// The one table that dispatch, the last line and the help read.
@Suite("The key table")
struct KeyTableTests {
  @Test("every spelling names a key, and every row has one")
  func spellings() {
    for binding in KeyTable.bindings {
      #expect(!binding.keys.isEmpty, "\(binding.english)")
      #expect(!binding.english.isEmpty && !binding.chinese.isEmpty)
    }
  }

  @Test("no key means two things in one place")
  func uniqueKeys() {
    var seen: [Context: [Key: Action]] = [:]
    for binding in KeyTable.bindings {
      for key in binding.keys {
        let former = seen[binding.context]?[key]
        #expect(former == nil, "\(key) in \(binding.context): \(binding.english)")
        seen[binding.context, default: [:]][key] = binding.action
      }
    }
  }

  @Test("what a region's own keys hide is not hidden from every region")
  func nothingIsLost() {
    for binding in KeyTable.bindings where [.reading, .running].contains(binding.context) {
      for region in [Context.lesson, .charts, .parameters, .source] {
        let reached = binding.keys.contains {
          KeyTable.action(for: $0, in: [region, .reading, .running]) == binding.action
        }
        #expect(reached, "\(binding.english) in \(region)")
      }
    }
  }

  @Test("every function has a key that a vt100, or Esc and a letter, can send")
  func everywhere() {
    let selections = KeyTable.bindings.filter { $0.isSelectingMovement }
    for binding in KeyTable.bindings where !binding.isSelectingMovement {
      let isReached = KeyTable.bindings.contains { other in
        other.context == binding.context && other.action == binding.action
          && other.keys.contains { $0.isEverywhere || $0.isEscapeAndCharacter }
      }
      let hasEquivalent = binding.action == .previousRegion
      #expect(isReached || hasEquivalent, "\(binding.english) in \(binding.context)")
    }
    // Selecting by Shift has its twin in F2 and plain movements.
    #expect(!selections.isEmpty)
    #expect(
      KeyTable.bindings.contains {
        $0.action == .toggleSelecting && $0.keys.contains(Key(.function(2)))
      })
  }

  @Test("Esc or Ctrl-G leaves every place that takes text")
  func waysOut() {
    for context in [Context.editing, .value, .step, .find, .help] {
      #expect(KeyTable.action(for: Key(.escape), in: [context]) == .leave)
      #expect(KeyTable.action(for: Key(.character("g"), .control), in: [context]) == .leave)
    }
  }
}

extension Binding {
  fileprivate var isSelectingMovement: Bool {
    if case .edit(.move(_, selecting: true)) = action { true } else { false }
  }
}

extension Key {
  /// Esc and a character arrive as Alt and that character.
  fileprivate var isEscapeAndCharacter: Bool {
    if case .character = code { modifiers == .alt } else { false }
  }
}
