// The part of NeuralNet that is C: what needs more than one instruction set in one library.
//
// Every function gives the same bits on every processor and at every level of instructions: no fused multiply-add, no
// reordered sum, no function of the C library.
#ifndef CKERNELS_H
#define CKERNELS_H

double ck_exp(double x);
double ck_log(double x);
double ck_sigmoid(double x);

#endif
