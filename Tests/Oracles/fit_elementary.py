"""Fits the polynomials of Sources/CKernels/elementary.c and prints them as C constants.

Each is the minimax polynomial for the relative error that the function needs, found with Remez's exchange in 60-digit
arithmetic; the coefficients are then rounded to double. Run it with Python 3 and mpmath:

    python3 Tests/Oracles/fit_elementary.py
"""

from mpmath import mp, mpf

mp.dps = 60


def remez(f, weight, low, high, degree, rounds=12):
    """The polynomial p of `degree` that minimises max |(p − f)·weight| on [low, high], and that maximum."""
    low, high = mpf(low), mpf(high)
    count = degree + 2
    nodes = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    for _ in range(rounds):
        rows, right = mp.matrix(count, count), mp.matrix(count, 1)
        for i, x in enumerate(nodes):
            for j in range(degree + 1):
                rows[i, j] = x**j
            rows[i, count - 1] = (-1) ** i / weight(x)
            right[i] = f(x)
        solution = mp.lu_solve(rows, right)
        coefficients = [solution[j] for j in range(degree + 1)]

        def error(x):
            return (mp.polyval(coefficients[::-1], x) - f(x)) * weight(x)

        # One extremum lies in each stretch between two sign changes of the error.
        grid = [low + (high - low) * i / (40 * count) for i in range(40 * count + 1)]
        values = [error(x) for x in grid]
        extrema, best = [], 0
        for i in range(1, len(grid)):
            if mp.sign(values[i]) != mp.sign(values[best]):
                extrema.append(best)
                best = i
            elif abs(values[i]) > abs(values[best]):
                best = i
        extrema.append(best)
        if len(extrema) != count:
            break
        step = (high - low) / (40 * count)
        nodes = [refine(error, grid[i], step, low, high) for i in extrema]
    return coefficients, max(abs(v) for v in values)


def refine(error, x, step, low, high):
    """The extremum of |error| near x, by golden-section search."""
    a, b = max(low, x - step), min(high, x + step)
    ratio = (mp.sqrt(5) - 1) / 2
    for _ in range(40):
        c, d = b - ratio * (b - a), a + ratio * (b - a)
        if abs(error(c)) > abs(error(d)):
            b = d
        else:
            a = c
    return (a + b) / 2


def show(name, coefficients, error):
    print(f"// {name}: relative error 2^{float(mp.log(error, 2)):.1f}")
    for c in coefficients:
        print(f"  {float(c).hex()},")


def exp_tail(r):
    """(exp(r) − 1 − r) / r², continued through 0 by its series."""
    if abs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6 + r * r / 24
    return (mp.expm1(r) - r) / (r * r)


def log_tail(z):
    """T(z)/z for 2·atanh(s) = 2s + s·T(s²): 2/3 + 2z/5 + 2z²/7 + …"""
    total, term, n = mpf(0), mpf(1), 3
    while abs(term) > mpf(10) ** -55:
        total += 2 * term / n
        term *= z
        n += 2
    return total


if __name__ == "__main__":
    half_ln2 = mp.log(2) / 2 * mpf("1.0005")
    for degree in (9, 10):
        fit, error = remez(exp_tail, lambda r: r * r / mp.exp(r) if abs(r) > 1e-9 else mpf("1e-18"),
                           -half_ln2, half_ln2, degree)
        show(f"exp tail, degree {degree}", fit, error)
    s = mp.sqrt(2) - 1
    s = s / (2 + s) * mpf("1.0005")
    for degree in (5, 6, 7):
        fit, error = remez(log_tail, lambda z: z / 2, mpf("1e-12"), s * s, degree)
        show(f"log tail, degree {degree}", fit, error)
    ln2 = mp.log(2)
    high = mp.floor(ln2 * mpf(2) ** 32) / mpf(2) ** 32
    print("ln2 high", float(high).hex(), "low", float(ln2 - high).hex(), "1/ln2", float(1 / ln2).hex())
