import Testing

@Suite("Margin") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
