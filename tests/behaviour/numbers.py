import math
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from numbers import Integral, Number
from statistics import fmean, mean, median, mode, multimode


def compared():
    nan, inf = float("nan"), float("inf")
    return (nan < 1, nan > 1, nan <= nan, nan == nan, nan != nan, 0 <= inf <= 5, inf > 3, -inf < 0)


def whole(number):
    return int(number)


def rounded(number):
    return round(number)


class Price:
    def __round__(self, places=None):
        return ("rounded", places)


def rounded_by_itself():
    return round(Price()), round(Price(), 2)


def among():
    long = range(1, 1_000_000)
    return (450 in long, 0 in long, 1_000_000 in long, 3.0 in long, 3.5 in long, "3" in long, 6 in range(0, 100_000, 4), 8 in range(0, 100_000, 4), 5 in range(50_000, 0, -5))


def of_math():
    return (
        math.isfinite(4.5), math.isfinite(float("inf")), math.isnan(float("nan")), math.isinf(float("-inf")),
        math.floor(-2.5), math.ceil(2.1), math.trunc(-2.5), math.isclose(0.1 + 0.2, 0.3), math.gcd(12, 18), math.lcm(4, 6),
        math.prod([2, 3]), math.factorial(5), math.comb(5, 2), math.sqrt(16), math.isqrt(17), math.copysign(3, -0.0),
    )


def of_decimals():
    cent = Decimal("0.01")
    return (
        str(Decimal("4.50")), Decimal("4.50").quantize(cent) == Decimal("4.5"), int(Decimal("4.50") * 100),
        str(Decimal("1.005").quantize(cent, rounding=ROUND_HALF_UP)), Decimal("4.50").as_tuple().exponent,
        str(Decimal("1e2")), str(Decimal("1") / 3), str(Decimal("10") / 4), str(Decimal("7") % 3), str(Decimal("-7") // 2),
        str(sum([Decimal("1.10"), Decimal("2.20")])), str(round(Decimal("2.5"))), str(round(Decimal("2.555"), 2)),
        f"{Decimal('2.345'):.2f}", repr(Decimal("3.10")), str(Decimal("1E-9")), str(Decimal("-0.00")),
        cent <= Decimal("4.50") <= Decimal("999.99"), Decimal("0.5") == 0.5, Decimal("nan").is_nan(), Decimal("Infinity") > 5,
        {Decimal("1"): 2}[Decimal("1.0")], str(Decimal("2") ** 3), str(Decimal("120.00").normalize()), float(Decimal("2.5")),
    )


def decimal_of(text):
    return str(Decimal(text))


def below(text):
    return Decimal(text) < 1


PRICE = re.compile(r"(?P<euros>\d+)(\.(?P<cents>\d+))?")


def groups():
    return PRICE.fullmatch("7").groupdict(default="0"), PRICE.fullmatch("7").groupdict()


class Step:
    def __init__(self, size):
        self.size = size

    def __neg__(self):
        return Step(-self.size)

    def __invert__(self):
        return Step(0)


def turned():
    return (-Step(3)).size, (~Step(3)).size


def had():
    return (
        hasattr("a", "encode"), hasattr(b"a", "encode"), hasattr([], "append"), hasattr(3, "append"), hasattr(None, "x"),
        isinstance([], Sequence), isinstance({}, Mapping), isinstance("a", Mapping), isinstance(True, Number), isinstance(2.5, Integral),
        callable(len), callable(3), issubclass(bool, int),
    )


def places():
    return round(1234.567, -2), round(1250, -2), round(1350, -2), round(-1250, -2), pow(2, 10, 1000), pow(3, 0, 7), b"hi".hex("-")


def in_the_middle():
    return mean([1, 2, 3]), mean([1, 2]), fmean([1, 2]), median([3, 1, 2]), median([4, 1, 2, 3]), mode("aab"), multimode([1, 2, 2, 1])


#> compared() gives (False, False, False, False, True, False, True, True)
#> whole(float('nan')) gives raises ValueError
#> whole(float('inf')) gives raises OverflowError
#> whole(-3.7) gives -3
#> rounded(float('nan')) gives raises ValueError
#> rounded(float('-inf')) gives raises OverflowError
#> rounded(2.5) gives 2
#> rounded_by_itself() gives (('rounded', None), ('rounded', 2))
#> among() gives (True, False, False, True, False, False, False, True, True)
#> of_math() gives (True, False, True, True, -3, 3, -2, True, 6, 12, 6, 120, 10, 4.0, 4, -3.0)
#> of_decimals() gives ('4.50', True, 450, '1.01', -2, '1E+2', '0.3333333333333333333333333333', '2.5', '1', '-3', '3.30', '2', '2.56', '2.34', "Decimal('3.10')", '1E-9', '-0.00', True, True, True, True, 2, '8', '1.2E+2', 2.5)
#> decimal_of('12,5') gives raises InvalidOperation
#> decimal_of('') gives raises InvalidOperation
#> decimal_of(' +1_0.50 ') gives '10.50'
#> below('nan') gives raises InvalidOperation
#> groups() gives ({'euros': '7', 'cents': '0'}, {'euros': '7', 'cents': None})
#> turned() gives (-3, 0)
#> had() gives (True, False, True, False, False, True, True, False, True, False, True, False, True)
#> places() gives (1200.0, 1200, 1400, -1200, 24, 1, '68-69')
#> in_the_middle() gives (2, 1.5, 1.5, 2, 2.5, 'a', [1, 2])
