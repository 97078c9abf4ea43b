import Testing

@Suite("Tensors") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
