// One instance of the matrix product; product.c includes this file once for each instruction set.
//
// NAME(x) is x with the instance's suffix, TARGET its attribute, LANES the doubles in a register. A tile of C has up to
// ROWS rows and VECTORS registers side by side.

#define VECTOR NAME(vector)
typedef double VECTOR __attribute__((vector_size(8 * LANES), aligned(8)));
// A panel's row.
#define VECTOR_ROW NAME(vector_row)
typedef struct { double numbers[VECTORS * LANES]; } VECTOR_ROW;

// The columns of a tile, and of a panel: the columns of B that a tile needs.
#define WIDTH (VECTORS * LANES)

// Adds the products of `depth` steps to a tile of C, or to 0 if `first`. B's row p begins at panel + p · panel_row.
TARGET static inline __attribute__((always_inline)) void NAME(tile)(
    int rows, ptrdiff_t depth, int first, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner, const double *panel,
    ptrdiff_t panel_row, double *c, ptrdiff_t c_row) {
  VECTOR sum[ROWS][VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) sum[i][v] = first ? (VECTOR){0} : *(const VECTOR *)(c + i * c_row + v * LANES);
  }
  for (ptrdiff_t p = 0; p < depth; p++) {
    VECTOR b[VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) b[v] = *(const VECTOR *)(panel + p * panel_row + v * LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      double factor = a[i * a_row + p * a_inner];
#pragma clang loop unroll(full)
      for (int v = 0; v < VECTORS; v++) sum[i][v] += factor * b[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) *(VECTOR *)(c + i * c_row + v * LANES) = sum[i][v];
  }
}

// The same for a number of rows that the compiler does not know: each has loops of its own, with all sums in registers.
TARGET static void NAME(tile_of)(ptrdiff_t rows, ptrdiff_t depth, int first, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner,
                                 const double *panel, ptrdiff_t panel_row, double *c, ptrdiff_t c_row) {
#define TILE(n) \
  case n: \
    if (n <= ROWS) NAME(tile)(n, depth, first, a, a_row, a_inner, panel, panel_row, c, c_row); \
    break;
  switch (rows) {
    TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7) TILE(8)
    TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14) TILE(15) TILE(16)
  }
#undef TILE
}

// A tile at C's right edge, of which only the first `columns` exist: it is computed beside C.
TARGET static void NAME(edge_tile)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, int first, const double *a, ptrdiff_t a_row,
                                   ptrdiff_t a_inner, const double *panel, double *c, ptrdiff_t c_row) {
  double whole[ROWS * WIDTH] = {0};
  for (ptrdiff_t i = 0; i < rows && !first; i++)
    for (ptrdiff_t k = 0; k < columns; k++) whole[i * WIDTH + k] = c[i * c_row + k];
  NAME(tile_of)(rows, depth, first, a, a_row, a_inner, panel, WIDTH, whole, WIDTH);
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t k = 0; k < columns; k++) c[i * c_row + k] = whole[i * WIDTH + k];
}

// Copies panels that lie side by side, so that the rows of each follow one another; columns that B does not have become
// zeros. Row by row of B, as then its numbers are read in the order in which they lie.
TARGET static void NAME(pack)(ptrdiff_t depth, ptrdiff_t columns, const double *b, ptrdiff_t b_inner, ptrdiff_t b_column,
                              double packed[PANELS][DEPTH * WIDTH]) {
  ptrdiff_t whole = columns / WIDTH;
  if (b_column == 1) {
    for (ptrdiff_t p = 0; p < depth; p++)
      for (ptrdiff_t j = 0; j < whole; j++)
        *(VECTOR_ROW *)(packed[j] + p * WIDTH) = *(const VECTOR_ROW *)(b + p * b_inner + j * WIDTH);
  }
  for (ptrdiff_t k = b_column == 1 ? whole * WIDTH : 0; k < (columns + WIDTH - 1) / WIDTH * WIDTH; k++)
    for (ptrdiff_t p = 0; p < depth; p++)
      packed[k / WIDTH][p * WIDTH + k % WIDTH] = k < columns ? b[p * b_inner + k * b_column] : 0.0;
}

// A single row has one sum in each register of a tile, and every addition would wait for the one before. So it goes along
// the rows of B instead.
TARGET static void NAME(row_product)(ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_inner, const double *b,
                                     ptrdiff_t b_inner, double *restrict c) {
  for (ptrdiff_t j = 0; j < columns; j++) c[j] = 0.0;
  for (ptrdiff_t p = 0; p < inner; p++)
    for (ptrdiff_t j = 0; j < columns; j++) c[j] += a[p * a_inner] * b[p * b_inner + j];
}

TARGET static void NAME(product)(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t a_row, ptrdiff_t a_inner,
                                 const double *b, ptrdiff_t b_inner, ptrdiff_t b_column, double *c) {
  if (rows == 1 && b_column == 1) {
    NAME(row_product)(inner, columns, a, a_inner, b, b_inner, c);
    return;
  }
  _Alignas(64) double packed[PANELS][DEPTH * WIDTH];
  // Rows of A whose distance is a multiple of 4096 bytes share the same 8 places of the first-level cache.
  ptrdiff_t highest = a_row % 512 == 0 ? smaller(ROWS, 8) : ROWS;
  // A panel that serves one tile only is read where it lies.
  int in_place = b_column == 1 && rows <= highest;
  for (ptrdiff_t j = 0; j < columns; j += PANELS * WIDTH) {
    ptrdiff_t stripe = smaller(PANELS * WIDTH, columns - j);
    for (ptrdiff_t p = 0; p < inner; p += DEPTH) {
      ptrdiff_t depth = smaller(DEPTH, inner - p);
      const double *right = b + p * b_inner + j * b_column;
      if (in_place) {
        ptrdiff_t whole = stripe / WIDTH * WIDTH;
        NAME(pack)(depth, stripe - whole, right + whole, b_inner, 1, packed + whole / WIDTH);
      } else {
        NAME(pack)(depth, stripe, right, b_inner, b_column, packed);
      }
      // Tiles of nearly equal height: with 16 rows at most, 17 become 9 + 8, as a single one would leave the adders idle.
      ptrdiff_t tiles = (rows + highest - 1) / highest;
      for (ptrdiff_t i = 0; tiles > 0; tiles--) {
        ptrdiff_t height = (rows - i + tiles - 1) / tiles;
        const double *left = a + i * a_row + p * a_inner;
        for (ptrdiff_t k = 0; k < stripe; k += WIDTH) {
          double *to = c + i * columns + j + k;
          const double *panel = packed[k / WIDTH];
          if (stripe - k < WIDTH)
            NAME(edge_tile)(height, stripe - k, depth, p == 0, left, a_row, a_inner, panel, to, columns);
          else if (in_place)
            NAME(tile_of)(height, depth, p == 0, left, a_row, a_inner, right + k, b_inner, to, columns);
          else
            NAME(tile_of)(height, depth, p == 0, left, a_row, a_inner, panel, WIDTH, to, columns);
        }
        i += height;
      }
    }
  }
  if (inner == 0)
    for (ptrdiff_t k = 0; k < rows * columns; k++) c[k] = 0.0;
}

#undef VECTOR
#undef VECTOR_ROW
#undef WIDTH
#undef NAME
#undef TARGET
#undef LANES
#undef VECTORS
#undef ROWS
