// OpenBLAS: CBLAS, and the LAPACK routines that are inside it (Fortran names, by reference, with
// the hidden lengths of character arguments at the end).
#ifndef MARGIN_COPENBLAS_H
#define MARGIN_COPENBLAS_H
#include <cblas.h>
#include <stddef.h>

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
#endif
