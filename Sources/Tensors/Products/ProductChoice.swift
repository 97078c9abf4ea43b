import COpenBLAS

// Which routine makes a product: its sizes and how B lies decide, never the threads.
//
// OpenBLAS makes all where registers are shorter than 64 bytes: there its routines reach nine tenths of what
// the processor can; a tile of ours was 4 % faster at best and a fifth slower at worst. With AVX-512 it has
// routines without packing for up to 10⁶ multiplications, which are fast where B is not transposed, and is
// slower elsewhere; by `margin bench products`, 10⁹ operations a second on one thread of an AMD EPYC (Zen 4),
// whose limit is 117 in single and 58 in double precision (where they are near each other tiles are taken: on
// an Intel Xeon, Cascade Lake, the first of them reached 122 at 1024³, and OpenBLAS 76):
//
//                         single             double
// rows × inner × columns  tiles  OpenBLAS    tiles  OpenBLAS
// 1024 × 1024 × 1024         91        99        46        52
// 64 × 784 × 500             82        79        40        41
// 256 × 128 × 128           111       113        55        47
// 2080 × 128 × 512 Bᵀ        93        97        47        46
// 2080 × 512 × 128           99        90        49        41
// 256 × 4160 × 128 Aᵀ        97        85        39        36
// 64 × 4160 × 128 Aᵀ         80        90        41        31
// 32 × 784 × 500 Bᵀ          54        68        33        35
// 128 × 128 × 128 Bᵀ        105        93        52        46
// 16384 × 32 × 16 Bᵀ        103        74        49        32
// 16384 × 32 × 32           105       107        46        35
// 65 × 32 × 65 Bᵀ            56        66        35        35
// 65 × 65 × 32               75        97        41        53

extension Product<Float> {
  /// What makes this product fastest.
  var routine: Routine { suitsTiles ? packedSingle : openBLASSingle }
}

extension Product<Double> {
  /// What makes this product fastest; those of wide matrices and of long sums OpenBLAS does as well.
  var routine: Routine {
    suitsTiles && inner <= 512 && columns <= 480 ? packedDouble : openBLASDouble
  }
}

extension Product {
  fileprivate var suitsTiles: Bool {
    guard margin_has_wide_registers(), rows >= 48, columns >= 16, inner > 0 else { return false }
    if multiplications > 1_000_000 { return b.isTransposed || columns >= 48 }
    // Of few tiles hardly any part may be empty.
    let tiles = (rows + 7) / 8 * 8 * ((columns + 15) / 16 * 16)
    return b.isTransposed && 5 * rows * columns >= 4 * tiles
  }
}
