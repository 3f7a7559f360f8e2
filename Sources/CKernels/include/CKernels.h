// The part of NeuralNet that is C: what needs more than one instruction set in one library.
//
// Every function gives the same bits on every processor and at every level of instructions: no fused multiply-add, no
// reordered sum, no function of the C library.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>

// The instruction sets. On processors other than x86-64 the baseline is the only one (NEON on arm64, and 128-bit SIMD in
// WebAssembly where the compiler may use it).
enum { CK_BASELINE = 0, CK_AVX2 = 1, CK_AVX512 = 2 };

// The level in use: the best that the processor has and the environment variable NEURALNET_LEVEL (baseline, avx2 or
// avx512) allows.
int ck_level(void);

// Holds the level to at most `limit` from now on; returns the level that results.
int ck_limit_level(int limit);

// Elementary functions: of one number, and of `count` numbers from x to y, which are the same buffer or do not overlap.
#define CK_FUNCTION(name) \
  double ck_##name(double x); \
  void ck_##name##_all(ptrdiff_t count, const double *x, double *y);

CK_FUNCTION(exp)
CK_FUNCTION(exp_minus_one)
CK_FUNCTION(log)
CK_FUNCTION(log_one_plus)
CK_FUNCTION(tanh)
CK_FUNCTION(sigmoid)
CK_FUNCTION(softplus)

// c ← A·B, with c[i·columns + j] = Σₚ A(i, p)·B(p, j), each sum started at 0 and added in the order p = 0, 1, 2, …
//
// A(i, p) is a[i·a_row + p·a_inner] and B(p, j) is b[p·b_inner + j·b_column], so that a transposition is a matter of
// strides. One of b_inner and b_column is 1. c overlaps neither a nor b.
void ck_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner, const double *b,
                ptrdiff_t b_inner, ptrdiff_t b_column, double *c);

#endif
