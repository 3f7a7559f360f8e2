// Which instruction set runs. The choice changes the speed and never a bit of a result.
#include "level.h"

#if HAS_LEVELS
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static int best_of_this_machine(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return CK_AVX512;
  if (__builtin_cpu_supports("avx2")) return CK_AVX2;
  return CK_BASELINE;
}

// What the environment allows, for tests and measurements; anything but the two lower levels' names allows all.
static int allowed(void) {
  const char *limit = getenv("NEURALNET_LEVEL");
  if (limit && strcmp(limit, "baseline") == 0) return CK_BASELINE;
  if (limit && strcmp(limit, "avx2") == 0) return CK_AVX2;
  return CK_AVX512;
}

// −1 until the first use. Two threads that meet here compute the same value.
static atomic_int chosen = -1;

int ck_level(void) {
  int level = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (level >= 0) return level;
  return ck_limit_level(allowed());
}

int ck_limit_level(int limit) {
  int best = best_of_this_machine();
  int level = limit < best ? limit : best;
  atomic_store_explicit(&chosen, level, memory_order_relaxed);
  return level;
}
#else
int ck_level(void) { return CK_BASELINE; }
int ck_limit_level(int limit) {
  (void)limit;
  return CK_BASELINE;
}
#endif
