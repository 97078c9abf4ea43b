import Testing

@Suite("Datasets") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
