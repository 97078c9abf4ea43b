import Testing

@Suite("Cells") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
