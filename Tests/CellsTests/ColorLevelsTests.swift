import Testing

@testable import Cells

@Suite("Colours as red, green and blue")
struct ColorLevelsTests {
  @Test("A colour of the 256 is the nearest to its own levels")
  func ownLevels() throws {
    for index in UInt8(16)...255 {
      let levels = try #require(Color.indexed(index).levels)
      let color = Color.rgb(UInt8(levels.red), UInt8(levels.green), UInt8(levels.blue))
      let nearest = try #require(color.nearestIndex)
      let found = try #require(Color.indexed(nearest).levels)
      #expect(found == levels, "\(index)")
    }
  }

  @Test("The nearest colour is near: no level differs by more than half a step of the cube")
  func near() throws {
    for red in stride(from: UInt8(0), through: 250, by: 25) {
      for green in stride(from: UInt8(0), through: 250, by: 25) {
        for blue in stride(from: UInt8(0), through: 250, by: 25) {
          let nearest = try #require(Color.rgb(red, green, blue).nearestIndex)
          let levels = try #require(Color.indexed(nearest).levels)
          let differences = [
            levels.red - Int(red), levels.green - Int(green), levels.blue - Int(blue),
          ]
          #expect(differences.allSatisfy { abs($0) <= 48 })
        }
      }
    }
  }

  @Test("Luminance is 0 for black, 1 for white, and unknown for the user's own colours")
  func luminance() {
    #expect(Color.rgb(0, 0, 0).luminance == 0)
    #expect(abs((Color.rgb(255, 255, 255).luminance ?? 0) - 1) < 1e-9)
    #expect(Color.standard.luminance == nil && Color.indexed(3).luminance == nil)
    #expect(Color.standard.nearestIndex == nil && Color.indexed(3).nearestIndex == 3)
  }
}
