// The matrix product: a tile of C is held in registers while it runs along the inner dimension.
//
// A register holds neighbouring columns of C, each of which still adds its own products in the order p = 0, 1, 2, …
// Wider registers work on more columns at once and change no sum, so the bits equal those of the textbook's triple loop.
#include "level.h"

#pragma clang fp contract(off)

// How far a tile runs before the next one starts. The panel of B that it needs stays in the first-level cache.
#define DEPTH 128

// How many panels of B are packed at a time; while they last, a tile's rows of A stay in the first-level cache.
#define PANELS 4

// Below so many multiply-adds, packing and dispatch cost more than they save.
#define SMALL 2000

static ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

static void small_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner,
                          const double *b, ptrdiff_t b_inner, ptrdiff_t b_column, double *c) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = 0; j < columns; j++) {
      double sum = 0.0;
      for (ptrdiff_t p = 0; p < inner; p++) sum += a[i * a_row + p * a_inner] * b[p * b_inner + j * b_column];
      c[i * columns + j] = sum;
    }
  }
}

#define NAME(base) base##_baseline
#define TARGET
#define LANES 2
#define VECTORS 3
#define ROWS 3
#include "tile.h"

#if HAS_LEVELS
#define NAME(base) base##_avx2
#define TARGET AVX2_FUNCTION
#define LANES 4
#define VECTORS 2
#define ROWS 6
#include "tile.h"

// One register wide, as a multiplication can then read its factor from memory and spread it by itself. An instruction of
// its own for that would take a quarter of the rate on processors where it shares the adders' units.
#define NAME(base) base##_avx512
#define TARGET AVX512_FUNCTION
#define LANES 8
#define VECTORS 1
#define ROWS 16
#include "tile.h"
#endif

void ck_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner, const double *b,
                ptrdiff_t b_inner, ptrdiff_t b_column, double *c) {
  if (rows * inner * columns < SMALL) {
    small_product(rows, inner, columns, a, a_row, a_inner, b, b_inner, b_column, c);
    return;
  }
#if HAS_LEVELS
  switch (ck_level()) {
  case CK_AVX512: product_avx512(rows, inner, columns, a, a_row, a_inner, b, b_inner, b_column, c); return;
  case CK_AVX2: product_avx2(rows, inner, columns, a, a_row, a_inner, b, b_inner, b_column, c); return;
  }
#endif
  product_baseline(rows, inner, columns, a, a_row, a_inner, b, b_inner, b_column, c);
}
