// What measurements need beside the library.
#ifndef CMEASURE_H
#define CMEASURE_H

// Seconds since some moment: of this process's work if the environment variable BENCH_CLOCK is cpu, else of the wall's
// clock. Work is what one thread should be measured by when others use the machine.
double cm_seconds(void);

// How many times this process has asked for memory; 0 where it cannot be counted.
long cm_allocations(void);

// Multiplications and additions of doubles per second, in registers alone, without fused operations: no product of
// matrices that keeps the library's summation order can be faster. The level is one of CKernels.h.
double cm_peak(int level);

#endif
