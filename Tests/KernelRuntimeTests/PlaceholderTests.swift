import Testing

@Suite("KernelRuntime") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
