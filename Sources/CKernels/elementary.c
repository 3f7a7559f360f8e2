// Elementary functions of our own. The C library's differ in their last bits between processors with and without fused
// multiply-add, and a book whose numbers are compared needs the same bits everywhere.
//
// They are written without branches, so that the compiler can turn the loops over buffers into vector instructions. The
// polynomials come from Tests/Oracles/fit_elementary.py, the error bounds are tested against
// Tests/Oracles/elementary.json.
#include "CKernels.h"
#include <stdint.h>

#pragma clang fp contract(off)

#define INLINE static inline __attribute__((always_inline))

INLINE uint64_t bits_of(double x) { return __builtin_bit_cast(uint64_t, x); }
INLINE double double_of(uint64_t bits) { return __builtin_bit_cast(double, bits); }

#define NOT_A_NUMBER __builtin_nan("")
#define INFINITY_ __builtin_inf()

// Adding 1.5·2⁵² rounds a double below 2⁵¹ to an integer and leaves that integer in the low bits.
#define ROUNDER 0x1.8p52
#define INVERSE_LN2 0x1.71547652b82fep+0
// ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fee00000p-1
#define LN2_LOW 0x1.a39ef35793c76p-33

// (exp(r) − 1 − r) / r² for |r| ≤ ln(2)/2.
INLINE double exp_tail(double r) {
  double p = 0x1.1e3d0912f76ffp-29;
  p = p * r + 0x1.af6c1dce97dd8p-26;
  p = p * r + 0x1.27e5b491e8ed2p-22;
  p = p * r + 0x1.71ddf00273fcdp-19;
  p = p * r + 0x1.a01a01364ea22p-16;
  p = p * r + 0x1.a01a01b38a1d5p-13;
  p = p * r + 0x1.6c16c16c305dbp-10;
  p = p * r + 0x1.111111110ec3fp-7;
  p = p * r + 0x1.5555555555503p-5;
  p = p * r + 0x1.555555555555bp-3;
  p = p * r + 0x1.0000000000000p-1;
  return p;
}

// exp(x) = 2ᵏ · exp(high − low), with k the integer nearest to x / ln 2.
INLINE double exp_of(double x) {
  // Beyond these borders the result is 0 or infinity; within them k fits an exponent in two halves.
  double c = x > 710.0 ? 710.0 : x;
  c = c < -746.0 ? -746.0 : c;
  double k = (c * INVERSE_LN2 + ROUNDER) - ROUNDER;
  double high = c - k * LN2_HIGH;
  double low = k * LN2_LOW;
  double r = high - low;
  double tail = r * r * exp_tail(r) - low;
  double sum = 1.0 + high;
  double lost = high - (sum - 1.0);
  double y = sum + (lost + tail);
  // Two factors: 2ᵏ alone overflows or underflows before the result does.
  double half = k * 0.5 + ROUNDER;
  double rest = (k - (half - ROUNDER)) + ROUNDER;
  double result = y * double_of((bits_of(half) + 1023) << 52) * double_of((bits_of(rest) + 1023) << 52);
  return x == x ? result : NOT_A_NUMBER;
}

// With s = f / (2 + f): log(1 + f) = 2s + s·(z·tail(z)), z = s².
INLINE double log_tail(double z) {
  double p = 0x1.0f6a9af74d228p-3;
  p = p * z + 0x1.0f5bf5f245b78p-3;
  p = p * z + 0x1.3b20b4df97e0bp-3;
  p = p * z + 0x1.745cddff62780p-3;
  p = p * z + 0x1.c71c7259aa3fep-3;
  p = p * z + 0x1.249249242aaf6p-2;
  p = p * z + 0x1.9999999999e06p-2;
  p = p * z + 0x1.5555555555555p-1;
  return p;
}

#define SQRT_HALF_BITS 0x3fe6a09e667f3bcdull
#define ONE_BITS 0x3ff0000000000000ull
#define FRACTION_MASK 0x000fffffffffffffull

// log(x) = k·ln 2 + log(1 + f), with 1 + f between √½ and √2.
INLINE double log_of(double x) {
  int subnormal = x < 0x1p-1022;
  double normal = subnormal ? x * 0x1p54 : x;
  uint64_t shifted = bits_of(normal) + (ONE_BITS - SQRT_HALF_BITS);
  double biased = double_of((shifted >> 52) | bits_of(0x1p52)) - 0x1p52;
  double k = biased - (subnormal ? 1077.0 : 1023.0);
  double f = double_of((shifted & FRACTION_MASK) + SQRT_HALF_BITS) - 1.0;
  double s = f / (2.0 + f);
  double z = s * s;
  double half_square = 0.5 * f * f;
  double high = k * LN2_HIGH;
  double sum = high + f;
  double lost = f - (sum - high);
  double y = sum + (lost + ((s * (half_square + z * log_tail(z)) + k * LN2_LOW) - half_square));
  y = x == INFINITY_ ? INFINITY_ : y;
  y = x == 0.0 ? -INFINITY_ : y;
  return x >= 0.0 ? y : NOT_A_NUMBER;
}

// Only exp of a negative number is taken, so nothing overflows.
INLINE double sigmoid_of(double x) {
  double u = exp_of(x < 0.0 ? x : -x);
  return (x < 0.0 ? u : 1.0) / (1.0 + u);
}

double ck_exp(double x) { return exp_of(x); }
double ck_log(double x) { return log_of(x); }
double ck_sigmoid(double x) { return sigmoid_of(x); }
