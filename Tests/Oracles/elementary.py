"""Writes elementary.json: the elementary functions at chosen points, to many more digits than a double holds.

For each function it lists points as [x, y, offset]: x and y are the 64 bits of a double in hexadecimal, y is the exact
value rounded to double, and offset is how far the exact value lies above y, in units of y's last place. A library's
result that lies n units above y is then wrong by |n − offset| units.

    python3 Tests/Oracles/elementary.py          (needs mpmath)
"""

import json
import pathlib
import random
import struct

from mpmath import mp, mpf

mp.prec = 1400  # enough to reduce the largest double by π

INFINITY = float("inf")
LN2 = 0.6931471805599453


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def rounded(exact):
    """The double nearest to an exact value, and the exact value's distance from it in units of the last place."""
    if mp.isinf(exact):
        return (INFINITY if exact > 0 else -INFINITY), 0.0
    exponent = max(-1074, mp.frexp(exact)[1] - 53)
    units = exact / mpf(2) ** exponent
    whole = int(mp.nint(units))
    if exponent > 971 or (exponent == 971 and abs(whole) >= 2**53):
        return (INFINITY if exact > 0 else -INFINITY), 0.0
    value = float(mpf(whole) * mpf(2) ** exponent)
    # Rounding up to a power of two doubles the unit.
    unit = mpf(2) ** max(-1074, mp_exponent(value) - 52)
    return value, float((exact - mpf(value)) / unit)


def mp_exponent(value):
    return max(-1022, (bits(abs(value)) >> 52) - 1023) if value != 0 else -1022


def around(x, count=2):
    """A double and its neighbours."""
    b = bits(abs(x))
    near = [double(max(0, min(b + d, bits(INFINITY)))) for d in range(-count, count + 1)]
    return [-n for n in near] if x < 0 else near


def spread(rng, low, high, count):
    """Random doubles whose bit patterns are evenly spread: every magnitude is as likely as any other."""
    return [double(rng.randint(bits(low), bits(high))) for _ in range(count)]


def points(rng, borders, low, high, wide_low, wide_high, both_signs):
    xs = [0.0, -0.0, 5e-324, 2.5e-310, 2.2250738585072014e-308, 1e-300, 1e-17, 1.0, 2.0, 0.5]
    for border in borders:
        xs += around(border)
    xs += [rng.uniform(low, high) for _ in range(300)]
    wide = spread(rng, wide_low, wide_high, 150)
    xs += wide
    if both_signs:
        xs += [-x for x in wide] + [-5e-324, -1e-300, -1.0, -0.5]
    return xs


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def softplus(x):
    return mp.log1p(mp.exp(x))


def main():
    rng = random.Random(20)
    halves = [LN2 / 2, -LN2 / 2, 3 * LN2 / 2, LN2, 10.5 * LN2]
    roots = [0.5**0.5, 2**0.5, 8**0.5, 2.0**-1022]
    quarter = 0.7853981633974483
    turns = [quarter * n for n in (1, 2, 3, 4, 5, 6, 7, 8, 1000, 123456789)]
    hard = [6381956970095103 * 2.0**797, 5.319372648326541416707296656673541083813475031793921822105998164685e255]
    top = 1.7976931348623157e308
    cases = {
        "exp": (mp.exp, points(rng, halves + [709.782712893384, -708.3964185322641, -745.1332191019412, -740.0], -746, 710, 1e-20, 710.0, True)),
        "expMinusOne": (mp.expm1, points(rng, halves + [709.782712893384, -37.42994775023705], -40, 710, 1e-310, 710.0, True)),
        "log": (mp.log, points(rng, roots + [1.0, 4.9e-322, top], 0.25, 4, 5e-324, top, False)),
        "logOnePlus": (mp.log1p, points(rng, [-0.2928932188134524, 0.41421356237309503, 1.0, 2.0**53, top], -0.999, 3, 1e-310, top, False)
                       + [-x for x in spread(rng, 1e-310, 0.9999, 150)] + around(-0.9999999999999)),
        "tanh": (mp.tanh, points(rng, [0.55, -0.55, 19.06154746539849, 22.0, 40.0], -3, 3, 1e-310, 50.0, True)),
        "sigmoid": (sigmoid, points(rng, halves + [36.7368005696771, -708.3964185322641, -745.1332191019412], -40, 40, 1e-20, 745.0, True)),
        "softplus": (softplus, points(rng, halves + [36.7368005696771, -708.3964185322641, -745.1332191019412], -40, 40, 1e-20, 745.0, True)),
        "sin": (mp.sin, points(rng, turns + hard, -10, 10, 1e-310, top, True)),
        "cos": (mp.cos, points(rng, turns + hard, -10, 10, 1e-310, top, True)),
    }
    result = {}
    for name, (function, xs) in cases.items():
        rows = []
        for x in xs:
            if name == "log" and x == 0:
                y, offset = -INFINITY, 0.0
            elif x == 0 and name in ("expMinusOne", "logOnePlus", "tanh", "sin"):
                y, offset = x, 0.0
            else:
                y, offset = rounded(function(mpf(x)))
            rows.append([f"{bits(x):016x}", f"{bits(y):016x}", round(offset, 4)])
        result[name] = rows
    lines = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in result.items()]
    path = pathlib.Path(__file__).with_name("elementary.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
