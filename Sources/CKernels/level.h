// The instruction sets that one library carries side by side.
#ifndef CKERNELS_LEVEL_H
#define CKERNELS_LEVEL_H

#include "CKernels.h"

#if defined(__x86_64__)
#define HAS_LEVELS 1
#define AVX2_FUNCTION __attribute__((target("avx2")))
#define AVX512_FUNCTION __attribute__((target("avx512f,avx512dq")))
#endif

#endif
