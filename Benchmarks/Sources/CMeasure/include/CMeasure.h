// What measurements need beside the library.
#ifndef CMEASURE_H
#define CMEASURE_H

// How many times this process has asked for memory; 0 where it cannot be counted.
long cm_allocations(void);

// Multiplications and additions of doubles per second, in registers alone, without fused operations: no product of
// matrices that keeps the library's summation order can be faster. The level is one of CKernels.h.
double cm_peak(int level);

#endif
