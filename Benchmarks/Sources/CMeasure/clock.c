#include "CMeasure.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

double cm_seconds(void) {
  const char *clock = getenv("BENCH_CLOCK");
  struct timespec now;
  clock_gettime(clock && strcmp(clock, "cpu") == 0 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
