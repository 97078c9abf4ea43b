/// The bit of a braille pattern for the dot in column `x` (0, 1) of row `y` (0…3).
func brailleDot(_ x: Int, _ y: Int) -> UInt8 {
  // Rows 0…2 of the left column are dots 1–3, of the right one 4–6; row 3 holds dots 7 and 8.
  y == 3 ? 0x40 << UInt8(x) : 1 << UInt8(y + 3 * x)
}

/// The braille pattern for each set of dots; a blank for none, since some fonts draw the holes.
let brailleGlyphs: [String] = (0..<256).map { mask in
  guard mask > 0, let scalar = Unicode.Scalar(0x2800 + UInt32(mask)) else { return " " }
  return String(Character(scalar))
}
