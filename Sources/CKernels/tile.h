// One instance of the matrix product; product.c includes this file once for each instruction set.
//
// NAME(x) is x with the instance's suffix, TARGET its attribute, LANES the doubles in a register; a tile of C has ROWS
// rows and VECTORS · LANES columns.

#define VECTOR NAME(vector)
typedef double VECTOR __attribute__((vector_size(8 * LANES), aligned(8)));

// C's tile of rows × (vectors · LANES), with the products of `depth` steps added to it, or to 0 if `first`. Only the
// first `columns` of C's columns exist; B's panel is wide enough for all.
TARGET static inline __attribute__((always_inline)) void NAME(tile)(
    int rows, int vectors, ptrdiff_t depth, int first, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner, const double *panel,
    ptrdiff_t panel_row, double *c, ptrdiff_t c_row, ptrdiff_t columns) {
  VECTOR sum[ROWS][VECTORS];
  double edge[LANES];
  int whole = (int)(columns / LANES);
  int rest = (int)(columns % LANES);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sum[i][v] = (VECTOR){0};
      if (first) continue;
      if (v < whole) {
        sum[i][v] = *(const VECTOR *)(c + i * c_row + v * LANES);
      } else if (rest > 0) {
        for (int lane = 0; lane < LANES; lane++) edge[lane] = lane < rest ? c[i * c_row + v * LANES + lane] : 0.0;
        sum[i][v] = *(const VECTOR *)edge;
      }
    }
  }
  for (ptrdiff_t p = 0; p < depth; p++) {
    VECTOR b[VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) b[v] = *(const VECTOR *)(panel + p * panel_row + v * LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      double factor = a[i * a_row + p * a_inner];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] += factor * b[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      if (v < whole) {
        *(VECTOR *)(c + i * c_row + v * LANES) = sum[i][v];
      } else {
        *(VECTOR *)edge = sum[i][v];
        for (int lane = 0; lane < rest; lane++) c[i * c_row + v * LANES + lane] = edge[lane];
      }
    }
  }
}

// All rows of one panel's columns. The constants let the compiler keep each tile in registers.
TARGET static inline __attribute__((always_inline)) void NAME(stripe)(
    int vectors, ptrdiff_t rows, ptrdiff_t depth, int first, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner, const double *panel,
    ptrdiff_t panel_row, double *c, ptrdiff_t c_row, ptrdiff_t columns) {
  ptrdiff_t i = 0;
  for (; i + ROWS <= rows; i += ROWS)
    NAME(tile)(ROWS, vectors, depth, first, a + i * a_row, a_row, a_inner, panel, panel_row, c + i * c_row, c_row,
               columns);
  for (; i + 2 <= rows; i += 2)
    NAME(tile)(2, vectors, depth, first, a + i * a_row, a_row, a_inner, panel, panel_row, c + i * c_row, c_row, columns);
  for (; i < rows; i++)
    NAME(tile)(1, vectors, depth, first, a + i * a_row, a_row, a_inner, panel, panel_row, c + i * c_row, c_row, columns);
}

TARGET static void NAME(product)(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner,
                                 const double *b, ptrdiff_t b_inner, ptrdiff_t b_column, double *c) {
  double packed[DEPTH * VECTORS * LANES];
  ptrdiff_t vectors_left = (columns + LANES - 1) / LANES;
  ptrdiff_t panels_left = (vectors_left + VECTORS - 1) / VECTORS;
  ptrdiff_t j = 0;
  // Panels of nearly equal width: 7 registers become 3 + 2 + 2, as a single one would leave the adders idle.
  for (; panels_left > 0; panels_left--) {
    ptrdiff_t vectors = (vectors_left + panels_left - 1) / panels_left;
    ptrdiff_t width = vectors * LANES;
    ptrdiff_t present = smaller(width, columns - j);
    for (ptrdiff_t p = 0; p < inner; p += DEPTH) {
      ptrdiff_t depth = smaller(DEPTH, inner - p);
      const double *from = b + p * b_inner + j * b_column;
      const double *panel = packed;
      ptrdiff_t panel_row = width;
      if (b_column == 1 && present == width && rows < 4 * ROWS) {
        panel = from;
        panel_row = b_inner;
      } else {
        for (ptrdiff_t q = 0; q < depth; q++)
          for (ptrdiff_t k = 0; k < width; k++)
            packed[q * width + k] = k < present ? from[q * b_inner + k * b_column] : 0.0;
      }
      const double *left = a + p * a_inner;
      double *to = c + j;
      switch (vectors) {
#if VECTORS >= 3
      case 3:
        NAME(stripe)(3, rows, depth, p == 0, left, a_row, a_inner, panel, panel_row, to, columns, present);
        break;
#endif
      case 2:
        NAME(stripe)(2, rows, depth, p == 0, left, a_row, a_inner, panel, panel_row, to, columns, present);
        break;
      default:
        NAME(stripe)(1, rows, depth, p == 0, left, a_row, a_inner, panel, panel_row, to, columns, present);
      }
    }
    vectors_left -= vectors;
    j += width;
  }
  if (inner == 0)
    for (ptrdiff_t k = 0; k < rows * columns; k++) c[k] = 0.0;
}

#undef VECTOR
#undef NAME
#undef TARGET
#undef LANES
#undef VECTORS
#undef ROWS
