#include "CMeasure.h"

#pragma clang fp contract(off)

// CHAINS independent sums hide the adder's latency. The empty assembly keeps the product in the loop.
#if defined(__x86_64__)
#define KEEP(x) __asm__ volatile("" : "+v"(x))
#elif defined(__aarch64__)
#define KEEP(x) __asm__ volatile("" : "+w"(x))
#endif

#ifdef KEEP
#define PEAK(name, attribute, lanes, chains) \
  attribute static double name(long steps) { \
    typedef double vector __attribute__((vector_size(8 * lanes))); \
    vector sums[chains] = {0}; \
    vector factor = (vector){0} + 1e-9; \
    for (long step = 0; step < steps; step++) { \
      for (int chain = 0; chain < chains; chain++) { \
        vector value = factor; \
        KEEP(value); \
        sums[chain] += value * factor; \
      } \
    } \
    vector total = {0}; \
    for (int chain = 0; chain < chains; chain++) total += sums[chain]; \
    volatile double sink = total[0]; \
    (void)sink; \
    return 2.0 * (double)steps * lanes * chains; \
  }

PEAK(peak_baseline, , 2, 8)
#if defined(__x86_64__)
PEAK(peak_avx2, __attribute__((target("avx2"))), 4, 8)
PEAK(peak_avx512, __attribute__((target("avx512f"))), 8, 16)
#endif

double cm_peak(int level) {
  double (*run)(long) = peak_baseline;
#if defined(__x86_64__)
  if (level == 1) run = peak_avx2;
  if (level == 2) run = peak_avx512;
#endif
  (void)level;
  double best = 0;
  for (int round = 0; round < 10; round++) {
    double start = cm_seconds();
    double operations = run(2000000);
    double rate = operations / (cm_seconds() - start);
    if (rate > best) best = rate;
  }
  return best;
}
#else
double cm_peak(int level) {
  (void)level;
  return 0;
}
#endif
