// What `Tensors` needs of C. OpenBLAS: CBLAS, and the LAPACK routines that are inside it (Fortran names, by reference, with
// the hidden lengths of character arguments at the end).
#ifndef MARGIN_COPENBLAS_H
#define MARGIN_COPENBLAS_H
#include <cblas.h>
#include <malloc.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

// Cholesky factor of a symmetric positive definite matrix, in place.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t);
void spotrf_(const char *uplo, const int *n, float *a, const int *lda, int *info, size_t);

// Eigenvalues (and vectors) of a symmetric matrix, by divide and conquer.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
             double *w, double *work, const int *lwork, int *iwork, const int *liwork, int *info,
             size_t, size_t);
void ssyevd_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda,
             float *w, float *work, const int *lwork, int *iwork, const int *liwork, int *info,
             size_t, size_t);

// The processors that this thread may run on.
static inline int margin_usable_processors(void) {
  unsigned long mask[128] = {0};
  long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  int count = 0;
  for (long i = 0; i < bytes / (long)sizeof *mask; i++) count += __builtin_popcountl(mask[i]);
  return count > 0 ? count : 1;
}

// Tells the processor that a loop only waits.
static inline void margin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

// Sixteen floats and eight doubles, `SIMD16<Float>` and `SIMD8<Double>` to Swift, whose own operators
// work on these lane by lane.
typedef float margin_float16 __attribute__((ext_vector_type(16)));
typedef double margin_double8 __attribute__((ext_vector_type(8)));
#define MARGIN_LANES(vector, name)                                                          \
  static inline __attribute__((always_inline)) vector margin_add_##name(vector a, vector b) { \
    return a + b;                                                                           \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_subtract_##name(vector a, vector b) { \
    return a - b;                                                                           \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_multiply_##name(vector a, vector b) { \
    return a * b;                                                                           \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_divide_##name(vector a, vector b) { \
    return a / b;                                                                           \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_fma_##name(                    \
      vector a, vector b, vector c) {                                                       \
    return __builtin_elementwise_fma(a, b, c);                                              \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_root_##name(vector a) {        \
    return __builtin_elementwise_sqrt(a);                                                   \
  }
MARGIN_LANES(margin_float16, f16)
MARGIN_LANES(margin_double8, d8)
#endif
