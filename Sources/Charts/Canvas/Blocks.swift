/// The quarters of a cell that hold dots, for each set of dots.
let blockGlyphs: [String] = (0..<256).map { mask in
  let quarters: [UInt8] = [0b11, 0b1_1000, 0x44, 0xA0]
  let index = quarters.indices.reduce(0) { UInt8(mask) & quarters[$1] == 0 ? $0 : $0 | 1 << $1 }
  return quarterBlocks[index]
}

/// By the upper left (1), upper right (2), lower left (4) and lower right quarter (8).
private let quarterBlocks = [
  " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
]

/// The stroke that looks most like each set of dots.
let lineGlyphs: [String] = asciiGlyphs.map { strokes[$0] ?? $0 }

private let strokes = [
  "'": "⎺", "-": "─", "_": "⎽", ".": "⎽", "|": "│", "/": "╱", "\\": "╲",
]
