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

// Whether this was built for registers of sixteen floats.
static inline _Bool margin_has_wide_registers(void) {
#ifdef __AVX512F__
  return 1;
#else
  return 0;
#endif
}

// Brings what lies at `p` near, for it will be read and written soon.
static inline __attribute__((always_inline)) void margin_prefetch(const void *p) {
  __builtin_prefetch(p, 1, 3);
}

// Tells the processor that a loop only waits.
static inline void margin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

// LU factor with partial pivoting, in place, and the solution from it.
void dgetrf_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
void sgetrf_(const int *m, const int *n, float *a, const int *lda, int *ipiv, int *info);
void dgetrs_(const char *trans, const int *n, const int *nrhs, const double *a, const int *lda,
             const int *ipiv, double *b, const int *ldb, int *info, size_t);
void sgetrs_(const char *trans, const int *n, const int *nrhs, const float *a, const int *lda,
             const int *ipiv, float *b, const int *ldb, int *info, size_t);

// Singular value decomposition, by divide and conquer.
void dgesdd_(const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work,
             const int *lwork, int *iwork, int *info, size_t);
void sgesdd_(const char *jobz, const int *m, const int *n, float *a, const int *lda, float *s,
             float *u, const int *ldu, float *vt, const int *ldvt, float *work,
             const int *lwork, int *iwork, int *info, size_t);

// Minimum norm least squares, by the singular value decomposition.
void dgelsd_(const int *m, const int *n, const int *nrhs, double *a, const int *lda, double *b,
             const int *ldb, double *s, const double *rcond, int *rank, double *work,
             const int *lwork, int *iwork, int *info);
void sgelsd_(const int *m, const int *n, const int *nrhs, float *a, const int *lda, float *b,
             const int *ldb, float *s, const float *rcond, int *rank, float *work,
             const int *lwork, int *iwork, int *info);

// QR factor by Householder reflections, in place, and the orthonormal columns of it.
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);
void sgeqrf_(const int *m, const int *n, float *a, const int *lda, float *tau, float *work,
             const int *lwork, int *info);
void dorgqr_(const int *m, const int *n, const int *k, double *a, const int *lda,
             const double *tau, double *work, const int *lwork, int *info);
void sorgqr_(const int *m, const int *n, const int *k, float *a, const int *lda,
             const float *tau, float *work, const int *lwork, int *info);

// Sixteen floats and eight doubles, `SIMD16<Float>` and `SIMD8<Double>` to Swift, whose own operators
// work on these lane by lane; and what comparing them gives, all bits or none of each lane.
typedef float margin_float16 __attribute__((ext_vector_type(16)));
typedef double margin_double8 __attribute__((ext_vector_type(8)));
typedef int margin_int16 __attribute__((ext_vector_type(16)));
typedef long margin_long8 __attribute__((ext_vector_type(8)));
#define MARGIN_LANES(vector, truth, name)                                                   \
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
  }                                                                                         \
  static inline __attribute__((always_inline)) truth margin_less_##name(vector a, vector b) { \
    return a < b;                                                                           \
  }                                                                                         \
  static inline __attribute__((always_inline)) truth margin_equal_##name(vector a, vector b) { \
    return a == b;                                                                          \
  }                                                                                         \
  static inline __attribute__((always_inline)) vector margin_select_##name(                 \
      truth mask, vector a, vector b) {                                                     \
    return mask ? a : b;                                                                    \
  }
MARGIN_LANES(margin_float16, margin_int16, f16)
MARGIN_LANES(margin_double8, margin_long8, d8)

// The first `count` < width numbers at `p`, then those of `filler`, and the way back; no other is touched.
#ifdef __AVX512F__
#define MARGIN_PREFIX(vector, name, scalar, mask, load, stores)                                       \
  static inline __attribute__((always_inline)) vector margin_load_##name(                             \
      const scalar *p, long count, vector filler) {                                                   \
    return load((const void *)p, filler, (mask)((1u << count) - 1));                                  \
  }                                                                                                   \
  static inline __attribute__((always_inline)) void margin_store_##name(                              \
      scalar *p, long count, vector a) {                                                              \
    stores((void *)p, a, (mask)((1u << count) - 1));                                                  \
  }
#else
#define MARGIN_PREFIX(vector, name, scalar, mask, load, stores)                                       \
  static inline __attribute__((always_inline)) vector margin_load_##name(                             \
      const scalar *p, long count, vector filler) {                                                   \
    __builtin_memcpy(&filler, p, count * sizeof *p);                                                  \
    return filler;                                                                                    \
  }                                                                                                   \
  static inline __attribute__((always_inline)) void margin_store_##name(                              \
      scalar *p, long count, vector a) {                                                              \
    __builtin_memcpy(p, &a, count * sizeof *p);                                                       \
  }
#endif
MARGIN_PREFIX(margin_float16, f16, float, unsigned short, __builtin_ia32_loadups512_mask,
              __builtin_ia32_storeups512_mask)
MARGIN_PREFIX(margin_double8, d8, double, unsigned char, __builtin_ia32_loadupd512_mask,
              __builtin_ia32_storeupd512_mask)

// What registers of 64 bytes have instructions for: a 2^n for a whole n, rounded once, and 1 / a to 14 bits.
// Elsewhere neither is asked for.
#ifdef __AVX512F__
static inline __attribute__((always_inline)) margin_float16 margin_scale_f16(margin_float16 a, margin_float16 n) {
  return __builtin_ia32_scalefps512_mask(a, n, a, 0xffff, 4);
}
static inline __attribute__((always_inline)) margin_double8 margin_scale_d8(margin_double8 a, margin_double8 n) {
  return __builtin_ia32_scalefpd512_mask(a, n, a, 0xff, 4);
}
static inline __attribute__((always_inline)) margin_float16 margin_invert_f16(margin_float16 a) {
  return __builtin_ia32_rcp14ps512_mask(a, a, 0xffff);
}
#else
static inline margin_float16 margin_scale_f16(margin_float16 a, margin_float16 n) { return a; }
static inline margin_double8 margin_scale_d8(margin_double8 a, margin_double8 n) { return a; }
static inline margin_float16 margin_invert_f16(margin_float16 a) { return a; }
#endif
#endif
