// OpenBLAS: CBLAS, and the LAPACK routines that are inside it (Fortran names, by reference).
#ifndef MARGIN_COPENBLAS_H
#define MARGIN_COPENBLAS_H
#include <cblas.h>
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
#endif
