// Elementary functions of our own. The C library's differ in their last bits between processors with and without fused
// multiply-add, and a book whose numbers are compared needs the same bits everywhere.
//
// They are written without branches, so that the compiler can turn the loops over buffers into vector instructions. The
// polynomials come from Tests/Oracles/fit_elementary.py, the error bounds are tested against
// Tests/Oracles/elementary.json.
#include "level.h"

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

// (exp(r) − 1 − r) / r² for |r| ≤ ln(2)/2, from the highest power down.
#define TAIL_TERMS 11
static const double exp_tail[TAIL_TERMS] = {
  0x1.1e3d0912f76ffp-29,
  0x1.af6c1dce97dd8p-26,
  0x1.27e5b491e8ed2p-22,
  0x1.71ddf00273fcdp-19,
  0x1.a01a01364ea22p-16,
  0x1.a01a01b38a1d5p-13,
  0x1.6c16c16c305dbp-10,
  0x1.111111110ec3fp-7,
  0x1.5555555555503p-5,
  0x1.555555555555bp-3,
  0x1.0000000000000p-1,
};

// A number as k·ln 2 + r. r comes in two parts, and as their difference; the low bits of `exponent` are k.
typedef struct {
  uint64_t exponent;
  double high, low, r;
} exp_argument;

// x lies between −746 and 746, or is NaN.
INLINE exp_argument exp_argument_of(double x) {
  double rounded = x * INVERSE_LN2 + ROUNDER;
  double k = rounded - ROUNDER;
  double high = x - k * LN2_HIGH;
  double low = k * LN2_LOW;
  return (exp_argument){bits_of(rounded), high, low, high - low};
}

// What the exponential functions share: exp(x) = 2ᵏ · (sum + low), where sum is exp of the rest, rounded, and low what
// the rounding lost. The low bits of `exponent` are k.
typedef struct {
  uint64_t exponent;
  double sum, low;
} exp_parts;

// The exponential of an argument, given the polynomial's value there.
INLINE exp_parts exp_parts_from(exp_argument x, double polynomial) {
  double tail = x.r * x.r * polynomial - x.low;
  double sum = 1.0 + x.high;
  double lost = x.high - (sum - 1.0);
  double rest = lost + tail;
  double y = sum + rest;
  return (exp_parts){x.exponent, y, rest - (y - sum)};
}

// x lies between −746 and 746, or is NaN.
INLINE exp_parts exp_parts_of(double x) {
  exp_argument argument = exp_argument_of(x);
  double p = exp_tail[0];
  for (int i = 1; i < TAIL_TERMS; i++) p = p * argument.r + exp_tail[i];
  return exp_parts_from(argument, p);
}

// 2ᵏ, where k from −1022 to 1023 stands in the low bits; the others are shifted out.
INLINE double power_of_two(uint64_t k) { return double_of((k + 1023) << 52); }

// y · 2ᵏ in two factors: 2ᵏ alone overflows or underflows before the result does.
INLINE double scaled(double y, uint64_t k) {
  uint64_t half = k >> 1;
  return y * power_of_two(half) * power_of_two(k - half);
}

INLINE double held(double x, double limit) {
  double y = x > limit ? limit : x;
  return y < -limit ? -limit : y;
}

// Beyond ±746 the result is infinity or 0.
INLINE double exp_of(double x) {
  exp_parts e = exp_parts_of(held(x, 746.0));
  double y = scaled(e.sum, e.exponent);
  return x == x ? y : NOT_A_NUMBER;
}

// exp(x) − 1: the subtraction's rounding error is kept and added to the low part.
INLINE double exp_minus_one_of(double x) {
  exp_parts e = exp_parts_of(held(x, 746.0));
  double sum = scaled(e.sum, e.exponent);
  double low = scaled(e.low, e.exponent);
  double y = sum - 1.0;
  double back = y - sum;
  double lost = (sum - (y - back)) - (1.0 + back);
  y = y + (lost + low);
  y = sum == INFINITY_ ? INFINITY_ : y;
  y = x == 0.0 ? x : y;
  return x == x ? y : NOT_A_NUMBER;
}

// (tanh(x) − x) / x³ as a polynomial in x², for |x| ≤ 0.56.
static const double tanh_tail[TAIL_TERMS] = {
  -0x1.3f20dc151a2e1p-16,
  0x1.5a42437db8aaap-14,
  -0x1.e8543ea3eee1fp-13,
  0x1.346805a8a5819p-11,
  -0x1.7d8c7dcc6d230p-10,
  0x1.d6d259d609a14p-9,
  -0x1.226e2d7793d14p-7,
  0x1.664f484cf56bep-6,
  -0x1.ba1ba1b946466p-5,
  0x1.11111111103dap-3,
  -0x1.555555555554cp-2,
};

// Near 0 a polynomial; elsewhere 1 − 2 / (exp(2|x|) + 1), where the low part of the sum below the line is worth
// −(2/sum)²/2 of itself in the quotient. Near or not, there is one polynomial to evaluate, and both have as many terms:
// choosing its terms and its argument is cheaper than evaluating both.
INLINE double tanh_of(double x) {
  double a = x < 0.0 ? -x : x;
  double z = x * x;
  int is_near = a < 0.55;
  exp_argument doubled = exp_argument_of(2.0 * (a > 40.0 ? 40.0 : a));
  double argument = is_near ? z : doubled.r;
  double p = is_near ? tanh_tail[0] : exp_tail[0];
  for (int i = 1; i < TAIL_TERMS; i++) p = p * argument + (is_near ? tanh_tail[i] : exp_tail[i]);
  double near = x + x * z * p;
  exp_parts e = exp_parts_from(doubled, p);
  double scale = power_of_two(e.exponent);
  double large = e.sum * scale;
  double sum = large + 1.0;
  double low = (1.0 - (sum - large)) + e.low * scale;
  double quotient = 2.0 / sum;
  double y = 1.0 - quotient;
  double lost = (1.0 - y) - quotient;
  y = y + (lost + 0.5 * quotient * quotient * low);
  y = x < 0.0 ? -y : y;
  y = is_near ? near : y;
  y = x == 0.0 ? x : y;
  return x == x ? y : NOT_A_NUMBER;
}

// exp(x) / (1 + exp(x)) or 1 / (1 + exp(−x)): only exp of a negative number is taken, so nothing overflows. What rounding
// lost above and below the line is divided by the sum as well, for which 1 − quotient or the quotient stands in.
INLINE double sigmoid_of(double x) {
  exp_parts e = exp_parts_of(held(x < 0.0 ? x : -x, 746.0));
  double u = scaled(e.sum, e.exponent);
  double low = scaled(e.low, e.exponent);
  double sum = 1.0 + u;
  double sum_low = (u - (sum - 1.0)) + low;
  double quotient = (x < 0.0 ? u : 1.0) / sum;
  double inverse = x < 0.0 ? 1.0 - quotient : quotient;
  double y = quotient + ((x < 0.0 ? low : 0.0) - quotient * sum_low) * inverse;
  return x == x ? y : NOT_A_NUMBER;
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

// A number split as 2ᵏ · (1 + f), with 1 + f between √½ and √2.
typedef struct {
  double k, f;
} log_parts;

// x is positive, finite and not subnormal; others give numbers that the caller replaces.
INLINE log_parts log_parts_of(double x) {
  uint64_t shifted = bits_of(x) + (ONE_BITS - SQRT_HALF_BITS);
  double biased = double_of((shifted >> 52) | bits_of(0x1p52)) - 0x1p52;
  return (log_parts){biased - 1023.0, double_of((shifted & FRACTION_MASK) + SQRT_HALF_BITS) - 1.0};
}

// k·ln 2 + log(1 + f) + low, where low is a small correction.
INLINE double log_of_parts(log_parts x, double low) {
  double s = x.f / (2.0 + x.f);
  double z = s * s;
  double half_square = 0.5 * x.f * x.f;
  double high = x.k * LN2_HIGH;
  double sum = high + x.f;
  double lost = x.f - (sum - high);
  double rest = s * (half_square + z * log_tail(z)) + (x.k * LN2_LOW + low);
  return sum + (lost + (rest - half_square));
}

INLINE double log_of(double x) {
  int subnormal = x < 0x1p-1022;
  log_parts parts = log_parts_of(subnormal ? x * 0x1p54 : x);
  parts.k = subnormal ? parts.k - 54.0 : parts.k;
  double y = log_of_parts(parts, 0.0);
  y = x == INFINITY_ ? INFINITY_ : y;
  y = x == 0.0 ? -INFINITY_ : y;
  return x >= 0.0 ? y : NOT_A_NUMBER;
}

// log(1 + x): what the sum loses is worth lost / sum in the logarithm.
INLINE double log_one_plus_of(double x) {
  double sum = 1.0 + x;
  double lost = x < 1.0 ? x - (sum - 1.0) : 1.0 - (sum - x);
  log_parts parts = log_parts_of(sum);
  int near = parts.k == 0.0;
  parts.f = near ? x : parts.f;
  double y = log_of_parts(parts, near ? 0.0 : lost / sum);
  y = x == INFINITY_ ? INFINITY_ : y;
  y = x == -1.0 ? -INFINITY_ : y;
  y = x == 0.0 ? x : y;
  return x >= -1.0 ? y : NOT_A_NUMBER;
}

// log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|)).
INLINE double softplus_of(double x) {
  double y = (x > 0.0 ? x : 0.0) + log_one_plus_of(exp_of(x < 0.0 ? x : -x));
  return x == x ? y : NOT_A_NUMBER;
}

// A function of one number and the same for whole buffers. Source and target may be the same buffer, which the compiler
// is told so that it vectorizes the loop.
#define LOOP(function) \
  _Pragma("clang loop vectorize(assume_safety) interleave_count(4)") for (ptrdiff_t i = 0; i < count; i++) y[i] = function##_of(x[i]);

#if HAS_LEVELS
#define DEFINE(function) \
  double ck_##function(double x) { return function##_of(x); } \
  static void function##_baseline(ptrdiff_t count, const double *x, double *y) { LOOP(function) } \
  AVX2_FUNCTION static void function##_avx2(ptrdiff_t count, const double *x, double *y) { LOOP(function) } \
  AVX512_FUNCTION static void function##_avx512(ptrdiff_t count, const double *x, double *y) { LOOP(function) } \
  void ck_##function##_all(ptrdiff_t count, const double *x, double *y) { \
    switch (ck_level()) { \
    case CK_AVX512: function##_avx512(count, x, y); return; \
    case CK_AVX2: function##_avx2(count, x, y); return; \
    default: function##_baseline(count, x, y); \
    } \
  }
#else
#define DEFINE(function) \
  double ck_##function(double x) { return function##_of(x); } \
  void ck_##function##_all(ptrdiff_t count, const double *x, double *y) { LOOP(function) }
#endif

DEFINE(exp)
DEFINE(exp_minus_one)
DEFINE(log)
DEFINE(log_one_plus)
DEFINE(tanh)
DEFINE(sigmoid)
DEFINE(softplus)
