import COpenBLAS

// Which routine makes a product: its sizes and how B lies decide, never the threads.
// OpenBLAS makes all where registers are shorter than 64 bytes: there its routines reach nine tenths of what
// the processor can; a tile of ours was 4 % faster at best and a fifth slower at worst. With AVX-512 it has
// routines without packing for up to 10⁶ multiplications, which are fast where B is not transposed, it is
// as fast or faster from 5·10⁸ on, and slower in between. 10⁹ operations a second on one thread of an AMD
// EPYC (Zen 4, by the tile before this one; limits 117 and 58 in double precision) and of an Intel Xeon (Cascade
// Lake; 150, of which MKL reaches 122, 107 and 130 at the first sizes), by `margin bench products`:
//
//                         Zen 4              double             Cascade Lake
// rows × inner × columns  tiles  OpenBLAS    tiles  OpenBLAS    tiles  OpenBLAS
// 1024 × 1024 × 1024         91        99        46        52      112       119
// 64 × 784 × 500             82        79        40        41      103       103
// 256 × 128 × 128           111       113        55        47      131       110
// 2080 × 128 × 512 Bᵀ        93        97        47        46      125       115
// 256 × 4160 × 128 Aᵀ        97        85        39        36      108        98
// 32 × 784 × 500 Bᵀ          54        68        33        35       69        68
// 128 × 128 × 128 Bᵀ        105        93        52        46      115        95
// 16384 × 32 × 16 Bᵀ        103        74        49        32       74        49
// 16384 × 32 × 32           105       107        46        35      102        63
// 65 × 32 × 65 Bᵀ            56        66        35        35       45        56
// 65 × 65 × 32               75        97        41        53       69       125

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
    if multiplications > 1_000_000 { return multiplications <= 1 << 29 }
    // Of few tiles hardly any part may be empty.
    let tiles = (rows + 7) / 8 * 8 * ((columns + 15) / 16 * 16)
    return b.isTransposed && 5 * rows * columns >= 4 * tiles
  }
}
