"""Fits the polynomials of Sources/CKernels/elementary.c and Mathematics/Trigonometry.swift, and prints them.

Each is the minimax polynomial for the relative error that the function needs, found with Remez's exchange in 1,400-bit
arithmetic; the coefficients are then rounded to double. Run it with Python 3 and mpmath:

    python3 Tests/Oracles/fit_elementary.py
"""

from mpmath import mp, mpf

mp.prec = 1400  # for the digits of 2/π; the fits alone need 200


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


def odd_tail(function):
    """(f(x) − x) / x³ as a function of z = x², continued through 0 by the next term of the series."""
    return lambda z: (function(mp.sqrt(z)) - mp.sqrt(z)) / mp.sqrt(z) ** 3


def odd_weight(function):
    return lambda z: z * mp.sqrt(z) / function(mp.sqrt(z))


if __name__ == "__main__":
    # The intervals are a little wider than needed, because a rounded reduction may step over its border.
    wider = mpf("1.0005")
    half_ln2 = mp.log(2) / 2 * wider
    show("exp_tail", *remez(exp_tail, lambda r: r * r / mp.exp(r) if abs(r) > 1e-9 else mpf("1e-18"),
                            -half_ln2, half_ln2, 10))
    s = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * wider
    show("log_tail", *remez(log_tail, lambda z: z / 2, mpf("1e-12"), s * s, 7))
    show("tanh_tail", *remez(odd_tail(mp.tanh), odd_weight(mp.tanh), mpf("1e-10"), mpf("0.56") ** 2, 10))
    eighth = (mp.pi / 4 * mpf("1.001")) ** 2
    show("sine", *remez(odd_tail(mp.sin), odd_weight(mp.sin), mpf("1e-10"), eighth, 6))
    show("cosine", *remez(lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2, lambda z: z * z / mp.cos(mp.sqrt(z)),
                          mpf("1e-8"), eighth, 5))
    ln2 = mp.log(2)
    high = mp.floor(ln2 * mpf(2) ** 32) / mpf(2) ** 32
    print("ln 2:", float(high).hex(), "and", float(ln2 - high).hex(), "inverse:", float(1 / ln2).hex())
    digits = int(mp.floor(2 / mp.pi * mpf(2) ** 1216))
    print("2/π:", " ".join(f"{digits >> (64 * i) & (2**64 - 1):016x}" for i in range(18, -1, -1)))
    print("π/2:", f"{int(mp.floor(mp.pi * mpf(2) ** 62)):016x}")
