"""Ordinary expressions of the standard library and the language, with what CPython 3.11 gives."""
import ast, bisect, calendar, collections, contextlib, copy, dataclasses, datetime, decimal, enum, fractions, functools
import heapq, itertools, json, keyword, math, numbers, operator, re, statistics, string, struct, textwrap, types, typing
import abc, errno, stat, unicodedata
from collections import Counter, defaultdict, deque, namedtuple, OrderedDict, ChainMap, UserDict, UserList
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto
from fractions import Fraction
from functools import partial, reduce
from itertools import chain, groupby
from operator import itemgetter, attrgetter, methodcaller
from types import SimpleNamespace, MappingProxyType
from contextlib import contextmanager, suppress, ExitStack

#> string.ascii_letters[:3] + string.punctuation[:3] + string.whitespace[:2] gives 'abc!"# \t'
#> string.Template("$a ${b} $$").substitute(a=1, b="x") gives '1 x $'
#> string.Template("$a $c").safe_substitute(a=1) gives '1 $c'
#> string.Template("$a $b").get_identifiers() gives ['a', 'b']
#> string.Template("$a").is_valid() gives True
#> [t for t in string.Formatter().parse("a{b!r:>3}c{{d}}")] gives [('a', 'b', '>3', 'r'), ('c{', None, None, None), ('d}', None, None, None)]
#> string.Formatter().vformat("{0} {x}", (1,), {"x": 2}) gives '1 2'
#> string.capwords("hello  big world") gives 'Hello Big World'
#> string.Formatter().format("{:>5}", 12) gives '   12'
#> "abc".translate({97: None, 98: "xx"}) gives 'xxc'
#> "abc".translate(str.maketrans("", "", "b")) gives 'ac'
#> "a\x00b\n".translate(dict.fromkeys(range(32))) gives 'ab'
#> "a\x00b\n".translate({i: "?" for i in range(32)}) gives 'a?b?'
#> "a\x07b".translate({c: f"\\x{c:02x}" for c in (*range(32), 127)}) gives 'a\\x07b'
#> "tab\tx".expandtabs(4) gives 'tab x'
#> "%s-%05d-%x-%.3f-%r-%%" % ("a", 42, 255, 3.14159, "q") gives "a-00042-ff-3.142-'q'-%"
#> "%(a)s %(b)03d" % {"a": 1, "b": 2} gives '1 002'
#> "%-5s|%5s|%+d" % ("a", "b", 3) gives 'a    |    b|+3'
#> "%c%c" % (65, "B") gives 'AB'
#> f"{255:#x} {255:#o} {5:#b} {255:08b} {255:X}" gives '0xff 0o377 0b101 11111111 FF'
#> f"{1234567:,} {0.1234:.1%} {1e6:e} {3.0:g} {1e20:g}" gives '1,234,567 12.3% 1.000000e+06 3 1e+20'
#> f"{'a':*^7}{'b':>{3}}{3!r:>4}" gives '***a***  b   3'
#> f"{12345.678:,.2f} {-5:+} {5: } {5:<4}| {5:^4}|" gives '12,345.68 -5  5 5   |  5  |'
#> f"{True:d} {1_000_000:_} {255:#06x}" gives '1 1_000_000 0x00ff'
#> "{0[a]} {1.real} {2!s}".format({"a": 1}, 5, "z") gives '1 5 z'
#> "{:{w}.{p}f}".format(3.14159, w=8, p=2) gives '    3.14'
#> "{:%Y-%m-%d}".format(date(2026, 11, 28)) gives '2026-11-28'
#> f"{date(2026, 11, 28):%d.%m.%y}" gives '28.11.26'
#> format(3.5, "06.2f") + format(10, "b") + format("x", "<3") gives '003.501010x  '
#> "a,b,,c".split(",") + "a b  c".split() + "a b c".rsplit(None, 1) gives ['a', 'b', '', 'c', 'a', 'b', 'c', 'a b', 'c']
#> "a\nb\r\nc\x0bd\u2028e".splitlines() gives ['a', 'b', 'c', 'd', 'e']
#> "a\nb\n".splitlines(keepends=True) gives ['a\n', 'b\n']
#> "hello".partition("l") + "hello".rpartition("l") gives ('he', 'l', 'lo', 'hel', 'l', 'o')
#> "Straße".casefold() + "ABC".lower() + "ß".upper() + "hello world".title() gives 'strasseabcSSHello World'
#> 'abc'.isalnum() gives True
#> '١'.isdigit() gives True
#> '²'.isdecimal() gives False
#> 'Ⅷ'.isnumeric() gives True
#> 'a1'.isidentifier() gives True
#> ' '.isspace() gives True
#> 'Ab'.istitle() gives True
#> 'é'.isascii() gives False
#> 'abcabc'.replace('b', 'X', 1) gives 'aXcabc'
#> 'abc'.find('z') gives -1
#> 'abcabc'.rfind('b') gives 4
#> 'abcabc'.count('bc') gives 2
#> 'abc'.index('c') gives 2
#> "test.txt".removesuffix(".txt") + "pre_x".removeprefix("pre_") gives 'testx'
#> "abc".center(9, "*") + "7".rjust(3, "0") + "7".ljust(3, ".") gives '***abc***0077..'
#> "xxabcxx".strip("x") + "  a".lstrip() + "a\n".rstrip("\n") gives 'abcaa'
#> 'é'.encode('latin-1') gives b'\xe9'
#> 'é'.encode('utf-8') gives b'\xc3\xa9'
#> 'é'.encode('ascii', 'replace') gives b'?'
#> 'é'.encode('ascii', 'ignore') gives b''
#> 'é'.encode('ascii', 'backslashreplace') gives b'\\xe9'
#> b'\xff\xfe'.decode('utf-8', 'replace') gives '��'
#> b'\xff'.decode('latin-1') gives 'ÿ'
#> b'\xe9a'.decode('ascii', 'ignore') gives 'a'
#> "a\tb\x1bé\u2028".encode("unicode_escape").decode("ascii") gives 'a\\tb\\x1b\\xe9\\u2028'
#> "\ud800".encode("utf-8", "surrogateescape") if False else "ok" gives 'ok'
#> ascii('é\n') gives "'\\xe9\\n'"
#> repr("a'b") gives '"a\'b"'
#> repr('a"b') gives '\'a"b\''
#> repr('a\'"b') gives '\'a\\\'"b\''
#> repr('\x00\x7f\u200b') gives "'\\x00\\x7f\\u200b'"
#> repr(b"a'\x00") gives 'b"a\'\\x00"'
#> repr(1.0) gives '1.0'
#> repr([1, 'a']) gives "[1, 'a']"
#> repr((1,)) gives '(1,)'
#> repr({}) gives '{}'
#> repr(set()) gives 'set()'
#> repr(None) gives 'None'
#> chr(8364) + chr(ord('a') + 1) gives '€b'
#> ord('€') gives 8364
#> bytes.fromhex('00 ff').hex('-') gives '00-ff'
#> bytes(3) gives b'\x00\x00\x00'
#> bytes([1, 2]) gives b'\x01\x02'
#> b'abc'[1] gives 98
#> b'abc'[1:] gives b'bc'
#> b'a,b'.split(b',') gives [b'a', b'b']
#> b'abc'.startswith(b'a') gives True
#> b' a '.strip() gives b'a'
#> b'a'.join([b'1', b'2']) gives b'1a2'
#> b'abc'.replace(b'b', b'') gives b'ac'
#> b'ABC'.lower() gives b'abc'
#> int('0x1f', 16) gives 31
#> int('1f', 16) gives 31
#> int('0b11', 0) gives 3
#> int('  12 ') gives 12
#> int('1_000') gives 1000
#> int(3.9) gives 3
#> int('-7') gives -7
#> int('z', 36) gives 35
#> 10 .bit_length() gives 4
#> 255 .to_bytes(2, 'big') gives b'\x00\xff'
#> int.from_bytes(b'\x00\xff', 'big') gives 255
#> -5 // 2 gives -3
#> -5 % 3 gives 1
#> divmod(-7, 3) gives (-3, 2)
#> pow(3, 4, 5) gives 1
#> pow(3, -1, 7) gives 5
#> round(2.5) gives 2
#> round(3.14159, 2) gives 3.14
#> round(1234, -2) gives 1200
#> abs(-3) gives 3
#> 7 // 2 gives 3
#> 7 / 2 gives 3.5
#> 2 ** (-1) gives 0.5
#> 1000.0 gives 1000.0
#> float('1e-3') gives 0.001
#> float('inf') > 1 gives True
#> float('nan') != float('nan') gives True
#> math.isnan(float('nan')) gives True
#> 0.5.is_integer() gives False
#> 2.0.is_integer() gives True
#> 0.75.as_integer_ratio() gives (3, 4)
#> bin(10) gives '0b1010'
#> oct(8) gives '0o10'
#> hex(255) gives '0xff'
#> 5 .bit_count() gives 2
#> 5 & 3 gives 1
#> 5 | 3 gives 7
#> 5 ^ 3 gives 6
#> ~5 gives -6
#> 1 << 4 gives 16
#> 256 >> 2 gives 64
#> [1, 2, 3, 4, 5][slice(1, None, 2)] gives [2, 4]
#> slice(2).stop gives 2
#> hash((1, 2)) == hash((1, 2)) gives True
#> hash('a') == hash('a') gives True
#> hash(1) == hash(1.0) gives True
#> hash(5) gives 5
#> hash(True) gives 1
#> len({(1, 2), (1, 2), (2, 1)}) gives 2
#> {(1, 2): 'a'}[1, 2] gives 'a'
#> list(zip('ab', [1, 2], strict=True)) gives [('a', 1), ('b', 2)]
#> list(enumerate('ab', 1)) gives [(1, 'a'), (2, 'b')]
#> list(map(max, [1, 5], [3, 2])) gives [3, 5]
#> list(filter(None, [0, 1, '', 'a'])) gives [1, 'a']
#> list(reversed([1, 2])) gives [2, 1]
#> all([]) gives True
#> any([]) gives False
#> sum([[1], [2]], []) gives [1, 2]
#> min('b', 'a') gives 'a'
#> max([1, 3], key=lambda x: -x) gives 1
#> max([], default=0) gives 0
#> sorted('bca', reverse=True) gives ['c', 'b', 'a']
#> next(iter([]), 'none') gives 'none'
#> next((x for x in range(5) if x > 2)) gives 3
#> list(iter(iter([1, 2, 0, 3]).__next__, 0)) gives [1, 2]
#> isinstance(True, int) gives True
#> issubclass(bool, int) gives True
#> callable(len) gives True
#> type(1) is int gives True
#> type('').__name__ gives 'str'
#> isinstance(1, (str, int)) gives True
#> isinstance(1, int | str) gives True
#> {**{'a': 1}, 'b': 2} | {'c': 3} gives {'a': 1, 'b': 2, 'c': 3}
#> dict(a=1) == {'a': 1} gives True
#> dict.fromkeys('ab', 0) gives {'a': 0, 'b': 0}
#> {'a': 1}.get('b', 2) gives 2
#> {'a': 1}.setdefault('a', 5) gives 1
#> {'a': 1, 'b': 2}.pop('a') gives 1
#> {1, 2} & {2, 3} gives {2}
#> {1} | {2} gives {1, 2}
#> {1, 2} - {2} gives {1}
#> {1} ^ {1, 2} gives {2}
#> {1} <= {1, 2} gives True
#> {1}.isdisjoint({2}) gives True
#> {1, 2}.issuperset([1]) gives True
#> frozenset('ab') == {'a', 'b'} gives True
#> [1, 2, 3][::-1] gives [3, 2, 1]
#> [1, 2, 3][-2:] gives [2, 3]
#> (1, 2) + (3,) gives (1, 2, 3)
#> [0] * 3 gives [0, 0, 0]
#> [1, 2, 2].count(2) gives 2
#> [1, 2].index(2) gives 1
#> (1, 2) < (1, 3) gives True
#> [[]] * 2 gives [[], []]
#> list({'a': 1}.items()) gives [('a', 1)]
#> list({'a': 1}.keys() & {'a', 'b'}) gives ['a']
#> 'a' in {'a': 1} gives True
#> list(reversed({'a': 1, 'b': 2})) gives ['b', 'a']
#> {'a': 1}.keys() - {'a'} gives set()


def case0():
    *map(str, range(3)), *[1, 2]


#> case0() gives None
#> range(0, 10, 3)[-1] gives 9
#> 6 in range(0, 10, 3) gives True
#> len(range(5, 0, -2)) gives 3
#> list(range(5, 0, -2)) gives [5, 3, 1]
#> range(3) == range(0, 3) gives True
#> range(10).index(4) gives 4
#> getattr(5, 'real') gives 5
#> hasattr('', 'x') gives False
#> vars(SimpleNamespace(a=1)) gives {'a': 1}
#> getattr('x', 'nope', None) gives None
#> eval('1+1') gives 2
#> ast.literal_eval("{'a': [1, (2, None)]}") gives {'a': [1, (2, None)]}
#> ast.literal_eval('-1.5') gives -1.5
#> ast.literal_eval("b'x'") gives b'x'
#> memoryview(b'abc')[1] gives 98
#> memoryview(b'abc')[1:].tobytes() gives b'bc'
#> bytes(memoryview(b'ab')) gives b'ab'
#> len(memoryview(b'abc')) gives 3
#> ''.join((chr(c) for c in b'hi')) gives 'hi'
#> list(b'hi') gives [104, 105]
#> sum(b'\x01\x02') gives 3
#> b'hi'.decode() == 'hi' gives True
#> bytes('hi', 'ascii') gives b'hi'
#> str(b'hi', 'utf-8') gives 'hi'
#> str(b'x') gives "b'x'"
#> 'a' < 'b' < 'c' gives True
#> not '' gives True
#> 1 if [] else 2 gives 2
#> None or 'x' gives 'x'
#> 0 and 1 gives 0
#> 'ab' * 2 gives 'abab'
#> 'ab' gives 'ab'
#> 1 == 1.0 gives True
#> None is None gives True
#> 'a' is not None gives True
#> Counter('hello').most_common() gives [('l', 2), ('h', 1), ('e', 1), ('o', 1)]
#> Counter(a=1, b=0).total() gives 1
#> sorted(Counter(a=2).elements()) gives ['a', 'a']
#> Counter('ab')['z'] gives 0
#> Counter(['x']) == {'x': 1} gives True


def case1():
    c = Counter("ab"); c.update("bb"); c.subtract("a"); return dict(c)


#> case1() gives {'a': 0, 'b': 3}


def case2():
    d = deque("abc"); d.extendleft("xy"); d.popleft(); d.remove("b"); d.extend("z"); return "".join(d), d.index("z"), d.count("a")


#> case2() gives ('xacz', 3, 1)


def case3():
    o = OrderedDict(a=1, b=2); o.move_to_end("a"); return list(o), o.popitem(last=False), o == {"a": 1}


#> case3() gives (['b', 'a'], ('b', 2), True)


def case4():
    c = ChainMap({"a": 1}, {"a": 2, "b": 3}); return c["a"], c["b"], len(c), sorted(c), c.maps[0], c.new_child({"b": 9})["b"], c.parents["a"], dict(c)


#> case4() gives (1, 3, 2, ['a', 'b'], {'a': 1}, 9, 2, {'a': 1, 'b': 3})
#> list(itertools.chain('ab', [1])) gives ['a', 'b', 1]
#> list(itertools.islice(itertools.count(5, 2), 3)) gives [5, 7, 9]
#> list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])) gives [1, 2]
#> list(itertools.dropwhile(str.isspace, '  ab ')) gives ['a', 'b', ' ']
#> list(itertools.pairwise('abc')) gives [('a', 'b'), ('b', 'c')]
#> list(itertools.starmap(pow, [(2, 3), (3, 2)])) gives [8, 9]
#> list(itertools.compress('abc', [1, 0, 1])) gives ['a', 'c']
#> list(itertools.filterfalse(str.isdigit, 'a1b')) gives ['a', 'b']
#> list(itertools.repeat('x', 2)) gives ['x', 'x']
#> list(itertools.permutations([1, 2, 3], 2)) gives [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]
#> list(itertools.combinations_with_replacement('ab', 2)) gives [('a', 'a'), ('a', 'b'), ('b', 'b')]
#> list(itertools.accumulate([1, 2, 3], operator.mul, initial=10)) gives [10, 10, 20, 60]
#> list(itertools.islice(itertools.cycle('ab'), 5)) gives ['a', 'b', 'a', 'b', 'a']
#> list(itertools.islice('abcdef', 1, 5, 2)) gives ['b', 'd']


def case5():
    a, b = itertools.tee([1, 2]); return list(a), list(b)


#> case5() gives ([1, 2], [1, 2])
#> [(k, list(g)) for k, g in groupby(sorted(["apple", "bob", "axe"]), key=itemgetter(0))] gives [('a', ['apple', 'axe']), ('b', ['bob'])]
#> reduce(lambda a, b: a * 10 + b, [1, 2, 3], 0) gives 123
#> partial(int, base=2)('101') gives 5
#> partial(pow, 2).args gives (2,)
#> partial(pow, 2).func is pow gives True
#> partial(dict, a=1).keywords gives {'a': 1}
#> sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)) gives [3, 2, 1]
#> sum(map(operator.mul, [1, 2], [3, 4])) gives 11
#> operator.itemgetter(0, 2)('abc') gives ('a', 'c')
#> operator.attrgetter('real', 'imag')(3) gives (3, 0)
#> methodcaller('upper')('a') gives 'A'
#> operator.contains([1], 1) gives True
#> operator.getitem([5], 0) gives 5
#> operator.not_(1) gives False
#> operator.truth([]) gives False
#> operator.is_(None, None) gives True
#> operator.and_(6, 3) gives 2
#> operator.xor(6, 3) gives 5
#> operator.floordiv(7, 2) gives 3
#> operator.neg(3) gives -3
#> operator.concat('a', 'b') gives 'ab'
#> operator.countOf([1, 1], 1) gives 2
#> operator.indexOf([1, 2], 2) gives 1
#> operator.length_hint([1]) gives 1
#> operator.index(True) gives 1
#> operator.call(len, 'abc') gives 3


def case6():
    l = [1, 2]; operator.setitem(l, 0, 9); operator.iadd(l, [3]); operator.delitem(l, 1); return l


#> case6() gives [9, 3]
#> bisect.bisect_left([1, 3, 3], 3) gives 1
#> bisect.bisect_right([1, 3, 3], 3) gives 3
#> bisect.bisect([('a', 1)], 'a', key=itemgetter(0)) gives 1


def case7():
    l = [1, 3]; bisect.insort(l, 2); return l


#> case7() gives [1, 2, 3]


def case8():
    h = [3, 1, 2]; heapq.heapify(h); heapq.heappush(h, 0); return heapq.heappop(h), heapq.heappushpop(h, 5), heapq.nlargest(2, h), heapq.heapreplace(h, 9), list(heapq.merge([1, 4], [2, 3])), heapq.nsmallest(1, "ba", key=ord)


#> case8() gives (0, 1, [5, 3], 2, [1, 2, 3, 4], ['a'])
#> statistics.mean([1, 2, 3]) gives 2
#> statistics.median([1, 2, 3, 4]) gives 2.5
#> statistics.mode('aab') gives 'a'
#> statistics.pstdev([1, 1]) gives 0.0
#> statistics.fmean([1, 2]) gives 1.5
#> statistics.multimode('aabb') gives ['a', 'b']
#> statistics.median_low([1, 2]) gives 1
#> statistics.variance([1, 2, 3]) gives 1
#> math.sqrt(16) gives 4.0
#> math.isqrt(17) gives 4
#> math.gcd(12, 18) gives 6
#> math.lcm(4, 6) gives 12
#> math.floor(-1.5) gives -2
#> math.ceil(1.2) gives 2
#> math.trunc(-1.5) gives -1
#> math.prod([2, 3]) gives 6
#> math.comb(5, 2) gives 10
#> math.factorial(5) gives 120
#> math.hypot(3, 4) gives 5.0
#> math.log2(8) gives 3.0
#> math.log10(100) gives 2.0
#> math.fsum([0.1] * 10) gives 1.0
#> math.copysign(1, -0.0) gives -1.0
#> math.isclose(0.1 + 0.2, 0.3) gives True
#> math.fabs(-1) gives 1.0
#> math.perm(4, 2) gives 12
#> math.modf(1.5) gives (0.5, 1.0)
#> math.frexp(8) gives (0.5, 4)
#> math.ldexp(0.5, 4) gives 8.0
#> math.radians(180) == math.pi gives True
#> math.exp(0) gives 1.0
#> math.log(1) gives 0.0
#> math.dist([0, 0], [3, 4]) gives 5.0
#> math.isfinite(1) gives True
#> math.tau > 6 gives True
#> math.sin(0) gives 0.0
#> math.fmod(7, 3) gives 1.0
#> math.remainder(7, 3) gives 1.0
#> math.sumprod if False else 1 gives 1
#> str(Decimal('1E+2')) gives '1E+2'
#> int(Decimal('3.9')) gives 3
#> Decimal('1.0') == 1 gives True
#> str(Decimal('10') / Decimal('3')) gives '3.333333333333333333333333333'
#> Decimal('2.675').quantize(Decimal('1.00'), rounding=decimal.ROUND_HALF_UP) == Decimal('2.68') gives True
#> Decimal('-1').is_signed() gives True
#> Decimal('NaN').is_nan() gives True
#> Decimal('Infinity').is_infinite() gives True
#> Decimal('1.50').normalize() == Decimal('1.5') gives True
#> f"{Decimal('1234.5'):,.2f}" gives '1,234.50'
#> Decimal('1.23').as_tuple().exponent gives -2
#> Decimal('1.5').to_integral_value() == 2 gives True
#> max(Decimal(1), Decimal(2)) == 2 gives True
#> abs(Decimal('-1')) == 1 gives True
#> str(Decimal('0.10') * 3) gives '0.30'
#> str(round(Decimal('1.255'), 2)) gives '1.26'
#> Decimal('5') % 3 == 2 gives True
#> Decimal('3.0').as_integer_ratio() gives (3, 1)
#> str(Decimal('1e3')) gives '1E+3'
#> Decimal.from_float(0.5) == Decimal('0.5') gives True
#> repr(Decimal('1.0')) gives "Decimal('1.0')"
#> Decimal('1.5').scaleb(2) == 150 gives True
#> float(Decimal('0.5')) gives 0.5
#> str(Fraction(1, 2) + Fraction('1/3')) gives '5/6'
#> Fraction('0.25').denominator gives 4
#> Fraction(3, 6) == Fraction(1, 2) gives True
#> float(Fraction(1, 4)) gives 0.25
#> int(Fraction(7, 2)) gives 3
#> Fraction(7, 2) // 1 gives 3
#> str(Fraction(3)) gives '3'
#> Fraction(0.5) == Fraction(1, 2) gives True
#> str(Fraction(1, 3).limit_denominator(10)) gives '1/3'
#> math.floor(Fraction(7, 2)) gives 3
#> round(Fraction(5, 2)) gives 2
#> str(Fraction(5, 3) % 1) gives '2/3'
#> str(abs(Fraction(-1, 2))) gives '1/2'
#> repr(Fraction(1, 2)) gives 'Fraction(1, 2)'
#> Fraction('1/2').as_integer_ratio() gives (1, 2)
#> str(Fraction(1, 2) ** 2) gives '1/4'
#> Fraction(1, 2) < 0.75 gives True
#> str(sum([Fraction(1, 2)] * 3)) gives '3/2'
#> hash(Fraction(2)) == hash(2) gives True
#> str(Fraction(' 3/4 ')) gives '3/4'
#> str(-Fraction(1, 2)) gives '-1/2'
#> bool(Fraction(0)) gives False
#> re.sub('(\\d+)', lambda m: str(int(m[1]) * 2), 'a1b22') gives 'a2b44'


def case9():
    return re.split('([,;])', 'a,b;c')


#> case9() gives ['a', ',', 'b', ';', 'c']
#> re.findall('a|b', 'cab') gives ['a', 'b']
#> re.escape('a.b*c-d') gives 'a\\.b\\*c\\-d'
#> re.fullmatch('\\w+', 'abc').span() gives (0, 3)
#> re.search('b', 'abc').start() gives 1
#> re.compile('(?P<y>\\d{4})-(?P<m>\\d\\d)').match('2026-11-x').groupdict() gives {'y': '2026', 'm': '11'}
#> re.match('(a)(b)?', 'a').groups('-') gives ('a', '-')
#> re.match('(a)(b)?', 'a').group(2) gives None
#> re.match('(.)(.)', 'ab').group(1, 2) gives ('a', 'b')
#> re.compile('a', re.I).pattern gives 'a'
#> re.compile('a').flags & re.I == 0 gives True
#> re.subn('a', 'b', 'aaa', count=2) gives ('bba', 2)
#> re.sub('(?P<x>a)', '[\\g<x>]', 'ba') gives 'b[a]'
#> re.sub('a', '\\n', 'a') gives '\n'
#> re.split('\\s+', ' a b ') gives ['', 'a', 'b', '']
#> re.split(',', 'a,b,c', maxsplit=1) gives ['a', 'b,c']
#> [m.span() for m in re.finditer('a', 'aba')] gives [(0, 1), (2, 3)]
#> re.match('a', 'b') is None gives True
#> re.search('(?m)^b$', 'a\nb\nc').group() gives 'b'
#> re.findall('(?s)a.b', 'a\nb') gives ['a\nb']
#> re.findall('(?x) a # c\\n b', 'ab') gives ['a']
#> re.sub('(?<=a)b(?!c)', 'X', 'abab c abc') gives 'aXaX c abc'
#> re.match('a(?P<n>b)', 'ab').lastgroup gives 'n'
#> re.match('(a)(b)', 'ab').lastindex gives 2
#> re.match('a', 'ab').end() gives 1
#> re.match('(?P<a>.)', 'x')['a'] gives 'x'
#> re.fullmatch('[^\\W\\d_]+', 'äb') is not None gives True
#> re.fullmatch('\\d+', '١٢') is not None gives True
#> re.fullmatch('\\d+', '١٢', re.ASCII) is None gives True
#> re.match('a$', 'a\n') is not None gives True
#> re.match('a\\Z', 'a\n') is None gives True
#> re.compile('\\bfoo\\b').search('a foo b').group() gives 'foo'
#> re.compile('a(b)c').groups gives 1
#> dict(re.compile('(?P<z>a)').groupindex) gives {'z': 1}


def case10():
    tokens = re.compile(r"(?P<num>\d+)|(?P<op>[+*])|(?P<ws>\s+)"); return [(m.lastgroup, m.group()) for m in tokens.finditer("1 + 23") if m.lastgroup != "ws"]


#> case10() gives [('num', '1'), ('op', '+'), ('num', '23')]


def case11():
    s = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[+]", lambda s, t: t), (r"\s+", None)]); return s.scan("1 + 2")


#> case11() gives ([1, '+', 2], '')
#> (date(2026, 3, 1) - date(2026, 2, 1)).days gives 28
#> date(2026, 11, 28).weekday() gives 5
#> date(2026, 11, 28).isoweekday() gives 6
#> date(2026, 11, 28).isocalendar()[1] gives 48
#> date.fromisoformat('2026-11-28').month gives 11
#> date(2026, 1, 1).replace(day=5).isoformat() gives '2026-01-05'
#> date(2026, 1, 1) < date(2026, 1, 2) gives True
#> date(2026, 1, 1).toordinal() gives 739617
#> date.fromordinal(1).year gives 1
#> date.max.year gives 9999
#> str(date(2026, 1, 1)) gives '2026-01-01'
#> date(2026, 1, 1).ctime() gives 'Thu Jan  1 00:00:00 2026'
#> date(2024, 1, 1).timetuple().tm_yday gives 1
#> timedelta(hours=25).days gives 1
#> timedelta(minutes=90).total_seconds() gives 5400.0
#> str(timedelta(days=1, hours=2)) gives '1 day, 2:00:00'
#> timedelta(seconds=90) / timedelta(minutes=1) gives 1.5
#> timedelta(1) * 2 == timedelta(2) gives True
#> timedelta(hours=5) // timedelta(hours=2) gives 2
#> -timedelta(1) < timedelta(0) gives True
#> timedelta(weeks=1).days gives 7
#> abs(timedelta(-1)).days gives 1
#> timedelta(hours=1) % timedelta(minutes=25) == timedelta(minutes=10) gives True
#> timedelta(seconds=61).seconds gives 61
#> repr(timedelta(1)) gives 'datetime.timedelta(days=1)'
#> sum([timedelta(1), timedelta(2)], timedelta()).days gives 3
#> divmod(timedelta(hours=5), timedelta(hours=2))[0] gives 2
#> timezone(timedelta(hours=2)).utcoffset(None).seconds gives 7200
#> str(timezone.utc) gives 'UTC'
#> calendar.isleap(2024) gives True
#> calendar.monthrange(2026, 2) gives (6, 28)
#> calendar.day_name[0] gives 'Monday'
#> calendar.month_abbr[3] gives 'Mar'
#> calendar.timegm((2026, 1, 1, 0, 0, 0)) gives 1767225600
#> json.dumps({'a': [1, None, True], 'b': 'é\n'}) gives '{"a": [1, null, true], "b": "\\u00e9\\n"}'
#> json.dumps('é', ensure_ascii=False) gives '"é"'
#> json.dumps({'b': 1, 'a': 2}, sort_keys=True, indent=2) gives '{\n  "a": 2,\n  "b": 1\n}'
#> json.dumps([1, 2], separators=(',', ':')) gives '[1,2]'
#> json.loads('[1, 2.5, "a", null, true]') gives [1, 2.5, 'a', None, True]
#> json.dumps({1: 'a', None: 2}) gives '{"1": "a", "null": 2}'
#> json.loads('{"a": 1, "a": 2}') gives {'a': 2}
#> json.dumps((1, 2)) gives '[1, 2]'
#> json.loads(b'{}') gives {}
#> json.loads('1e3') gives 1000.0
#> json.dumps('</script>\u2028') gives '"</script>\\u2028"'
#> json.loads(' [] ') gives []
#> json.loads('{"a": 1.5}', parse_float=Decimal)['a'] == Decimal('1.5') gives True
#> json.loads('{"a": 1}', object_hook=lambda d: SimpleNamespace(**d)).a gives 1
#> json.loads('{"a": 1, "b": 2}', object_pairs_hook=list) gives [('a', 1), ('b', 2)]
#> json.dumps({'d': date(2026, 1, 1)}, default=str) gives '{"d": "2026-01-01"}'
#> json.loads('[1]', parse_int=str) gives ['1']
#> json.JSONEncoder(sort_keys=True).encode({'b': 1, 'a': 2}) gives '{"a": 2, "b": 1}'
#> json.JSONDecoder().decode('[1]') gives [1]
#> json.JSONDecoder().raw_decode('[1] x') gives ([1], 3)


def case12():
    class E(json.JSONEncoder):
        def default(self, o):
            return sorted(o) if isinstance(o, set) else super().default(o)
    return json.dumps({"a": {2, 1}}, cls=E)


#> case12() gives '{"a": [1, 2]}'
#> struct.unpack('<HH', b'\x01\x00\x02\x00') gives (1, 2)
#> struct.calcsize('>IH') gives 6
#> struct.unpack_from('>B', b'\x00\x05', 1) gives (5,)
#> list(struct.iter_unpack('>H', b'\x00\x01\x00\x02')) gives [(1,), (2,)]
#> struct.Struct('>q').size gives 8
#> struct.unpack('>?b', b'\x01\xff') gives (True, -1)
#> struct.unpack('>3sx', b'abc\x00') gives (b'abc',)
#> textwrap.wrap('hello big world', 9) gives ['hello big', 'world']
#> textwrap.fill('a b c', 3) gives 'a b\nc'
#> textwrap.indent('a\nb', '> ') gives '> a\n> b'
#> textwrap.dedent('\n  a\n   b\n') gives '\na\n b\n'
#> textwrap.shorten('hello big world', 11, placeholder='…') gives 'hello big…'
#> textwrap.TextWrapper(width=5).wrap('aa bb cc') gives ['aa bb', 'cc']
#> unicodedata.normalize('NFKC', 'ﬁ１') gives 'fi1'
#> unicodedata.category('a') gives 'Ll'
#> unicodedata.digit('５') gives 5
#> unicodedata.combining('́') gives 230
#> unicodedata.is_normalized('NFC', 'é') gives True
#> unicodedata.decimal('7') gives 7
#> unicodedata.category('\u200b') gives 'Cf'
#> unicodedata.category('\x1b') gives 'Cc'
#> ''.join((c for c in unicodedata.normalize('NFD', 'Café') if not unicodedata.combining(c))) gives 'Cafe'
#> ''.join((c for c in unicodedata.normalize('NFKD', 'Ünïcode') if unicodedata.category(c) != 'Mn')) gives 'Unicode'
#> copy.copy([1, [2]]) gives [1, [2]]
#> copy.deepcopy({'a': [1]}) gives {'a': [1]}
#> copy.replace if False else 1 gives 1


def case13():
    a = [1, [2]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(3); return b, c


#> case13() gives ([1, [2, 3]], [1, [2]])
#> types.SimpleNamespace(a=1, b=2) == types.SimpleNamespace(a=1, b=2) gives True
#> repr(SimpleNamespace(a=1)) gives 'namespace(a=1)'
#> MappingProxyType({'a': 1})['a'] gives 1
#> list(MappingProxyType({'a': 1}).items()) gives [('a', 1)]
#> '}'.__ne__('a') gives True
#> '}'.__eq__('}') gives True
#> 'abc'.__contains__('b') gives True
#> 3 .__add__(4) gives 7
#> [1].__len__() gives 1
#> 'a'.__lt__('b') gives True
#> list(itertools.takewhile('}'.__ne__, 'ab}c')) gives ['a', 'b']
#> list(filter('a'.__eq__, 'aba')) gives ['a', 'a']
#> list(map('x{}'.format, [1, 2])) gives ['x1', 'x2']
#> sorted('bca', key='abc'.index) gives ['a', 'b', 'c']
#> any(map('abc'.startswith, ['x', 'a'])) gives True
#> list(map(operator.methodcaller('strip'), [' a '])) gives ['a']
#> list(map(str.strip, [' a '])) gives ['a']
#> list(map(str.split, ['a b'])) gives [['a', 'b']]
#> ','.join(map(str, [1, 2])) gives '1,2'
#> list(filter(str.isdigit, 'a1')) gives ['1']


def case14():
    it = iter([1, 2, 3, 4]); a = next(it); rest = list(it); return a, rest, list(it)


#> case14() gives (1, [2, 3, 4], [])


def case15():
    g = (x * x for x in range(5)); return next(g), next(g), sum(g), list(g)


#> case15() gives (0, 1, 29, [])


def case16():
    def gen():
        x = yield 1
        yield x
    return (lambda g: (next(g), g.send(5)))(gen())


#> case16() gives (1, 5)


def case17():
    def gen():
        try:
            yield 1
            yield 2
        finally:
            pass
    return list(gen())


#> case17() gives [1, 2]


def case18():
    def f(a, /, b, *, c=3, **k):
        return a, b, c, k
    return f(1, b=2, d=4)


#> case18() gives (1, 2, 3, {'d': 4})


def case19():
    def f(*args, sep=","):
        return sep.join(map(str, args))
    return f(1, 2, sep="-")


#> case19() gives '1-2'


def case20():
    x = [1, 2, 3]; x[1:2] = [9, 9]; del x[0]; x += [4]; x.insert(0, 7); x.reverse(); x.sort(key=lambda v: -v); return x, x.pop(), x.index(7)


#> case20() gives ([9, 9, 7, 4], 3, 2)


def case21():
    a, *b, c = [1, 2, 3, 4]; (d, e), f = (1, 2), 3; return a, b, c, d, e, f


#> case21() gives (1, [2, 3], 4, 1, 2, 3)
#> [x for row in [[1, 2], [3]] for x in row if x != 2] gives [1, 3]
#> {k: v for k, v in zip('ab', [1, 2])} gives {'a': 1, 'b': 2}
#> {x % 2 for x in range(4)} gives {0, 1}
#> [(y := (x * 2)) for x in range(2)] gives [0, 2]
#> sum((1 for _ in 'abc')) gives 3


def case22():
    match {"a": 1, "b": [1, 2]}:
        case {"a": int(x), "b": [first, *rest]} if x > 0:
            return x, first, rest
        case _:
            return None


#> case22() gives (1, 1, [2])


def case23():
    match ("go", 3):
        case ("stop", _):
            return 0
        case ("go" | "run", n) if n > 2:
            return n
    return -1


#> case23() gives 3


def case24():
    class C(Enum):
        A = 1
        B = 2
    return C.A.name, C(2).name, C["A"].value, [c.name for c in C], C.A in C, len(C), str(C.A), repr(C.B), C.A is C(1), {C.A: "x"}[C.A], list(C.__members__), isinstance(C.A, C), C.A == 1


#> case24() gives ('A', 'B', 1, ['A', 'B'], True, 2, 'C.A', '<C.B: 2>', True, 'x', ['A', 'B'], True, False)


def case25():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return C.LOW < C.HIGH, C.LOW + 1, max(C).name, C(5) is C.HIGH, sorted(C, reverse=True)[0].name, int(C.LOW), f"{C.LOW}", 3 < C.HIGH, C.LOW <= 1 <= C.HIGH, range(C.HIGH)[-1], [0, 1, 2][C.LOW]


#> case25() gives (True, 2, 'HIGH', True, 'HIGH', 1, '1', True, True, 4, 1)


def case26():
    class C(Flag):
        R = auto()
        W = auto()
        X = auto()
    return (C.R | C.W).value, C.R in (C.R | C.W), bool(C.R & C.W), C(3) == C.R | C.W, (C.R | C.X) & ~C.R == C.X


#> case26() gives (3, True, False, True, True)


def case27():
    E = Enum("E", "RED GREEN"); return E.RED.value, E(2).name, [e.name for e in E], E["RED"] is E.RED, len(E), E.GREEN in E, str(E.RED)


#> case27() gives (1, 'GREEN', ['RED', 'GREEN'], True, 2, True, 'E.RED')


def case28():
    E = Enum("E", {"A": "x", "B": "y"}); F = IntEnum("F", ["P", "Q"], start=5); return E("x").name, F.Q + 1, F.P.value, "x" in [e.value for e in E], E.__members__["B"].value


#> case28() gives ('A', 7, 5, True, 'y')
#> isinstance(1, int | None) gives True
#> isinstance(None, int | None) gives True
#> isinstance('x', int | float) gives False
#> isinstance([], list | tuple) gives True
#> issubclass(bool, int | str) gives True
#> slice(1, 3).start gives 1
#> [1, 2, 3][slice(1, None)] gives [2, 3]
#> 'hello'[slice(None, None, -1)] gives 'olleh'
#> [10, 20, 30][slice(-2, None)] gives [20, 30]
#> b'abc'[slice(0, 2)] gives b'ab'
#> hash((1, 'a')) == hash((1, 'a')) gives True
#> len({hash((1, 2)), hash((2, 1))}) gives 2
#> {(1, 2): 3}.get((1, 2)) gives 3
#> json.dumps({'d': date(2026, 1, 1), 's': {1}}, default=lambda o: sorted(o) if isinstance(o, set) else str(o)) gives '{"d": "2026-01-01", "s": [1]}'
#> json.dumps({True: 1, None: 2, 1.5: 3}) gives '{"true": 1, "null": 2, "1.5": 3}'
#> json.dumps(Counter('aab')) gives '{"a": 2, "b": 1}'
#> json.dumps(OrderedDict(a=1)) gives '{"a": 1}'
#> json.dumps([Decimal('1.5')], default=float) gives '[1.5]'


def case29():
    with ExitStack() as stack:
        stack.callback(lambda: None)
        return 5


#> case29() gives 5


def case30():
    with suppress(KeyError):
        {}["x"]
    return "went on"


#> case30() gives 'went on'


def case31():
    @contextmanager
    def c():
        log.append("in")
        try:
            yield 5
        finally:
            log.append("out")
    log = []
    with c() as v:
        log.append(v)
    return log


#> case31() gives ['in', 5, 'out']


def case32():
    try:
        raise KeyError("x")
    except (ValueError, LookupError) as e:
        return type(e).__name__, e.args, str(e), repr(e)
    finally:
        pass


#> case32() gives ('KeyError', ('x',), "'x'", "KeyError('x')")


def case33():
    try:
        try:
            int("x")
        except ValueError as e:
            raise TypeError("bad") from e
    except TypeError as e:
        return str(e), type(e.__cause__).__name__, str(e.__cause__)


#> case33() gives ('bad', 'ValueError', "invalid literal for int() with base 10: 'x'")


def case34():
    class E(ValueError):
        def __init__(self, n):
            super().__init__(f"bad {n}")
            self.n = n
    try:
        raise E(3)
    except ValueError as e:
        return str(e), e.n, isinstance(e, E), e.args


#> case34() gives ('bad 3', 3, True, ('bad 3',))


def case35():
    f = functools.lru_cache(maxsize=None)(lambda n: n if n < 2 else f(n - 1) + f(n - 2)); return f(20)


#> case35() gives 6765


def case36():
    @functools.singledispatch
    def show(x): return "any"
    @show.register
    def _(x: int): return "int"
    @show.register(list)
    def _(x): return "list"
    return show(1), show([]), show("s")


#> case36() gives ('int', 'list', 'any')


def case37():
    @functools.total_ordering
    class V:
        def __init__(self, n): self.n = n
        def __eq__(self, o): return self.n == o.n
        def __lt__(self, o): return self.n < o.n
    return V(1) <= V(2), V(2) > V(1), max([V(1), V(3)], key=lambda v: v.n).n, sorted([V(2), V(1)])[0].n


#> case37() gives (True, True, 3, 1)


def case38():
    def deco(f):
        @functools.wraps(f)
        def inner(*a, **k):
            return f(*a, **k) + 1
        return inner
    @deco
    def g(x): return x
    return g(1), g.__name__


#> case38() gives (2, 'g')


def case39():
    class D:
        def __set_name__(self, o, n): self.n = "_" + n
        def __get__(self, i, o=None): return getattr(i, self.n, None)
        def __set__(self, i, v): setattr(i, self.n, int(v))
    class X:
        a = D()
    x = X(); x.a = "5"; return x.a, x._a, vars(x)


#> case39() gives (5, 5, {'_a': 5})


def case40():
    class L(UserList):
        def total(self): return sum(self.data)
    l = L([1, 2]); l.append(3); return l.total(), len(l), l[0], list(l)


#> case40() gives (6, 3, 1, [1, 2, 3])


def case41():
    class D(UserDict):
        def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    d = D({"A": 1}); d["B"] = 2; return dict(d), d["a"], "b" in d, len(d)


#> case41() gives ({'a': 1, 'b': 2}, 1, True, 2)


def case42():
    class D(dict):
        def __missing__(self, k): return k * 2
    d = D(a=1); return d["a"], d["x"], d.get("x"), len(d), isinstance(d, dict)


#> case42() gives (1, 'xx', None, 1, True)


def case43():
    class S(str):
        def shout(self): return self.upper() + "!"
    return S("a").shout(), S("a") + "b", isinstance(S("a"), str), len(S("abc")), f"{S('x')}"


#> case43() gives ('A!', 'ab', True, 3, 'x')


def case44():
    class T(typing.TypedDict):
        a: int
    t: T = {"a": 1}; return t["a"]


#> case44() gives 1


def case45():
    class A(abc.ABC):
        @abc.abstractmethod
        def f(self): ...
    class B(A):
        def f(self): return 1
    try:
        A()
    except TypeError:
        return B().f(), issubclass(B, A)


#> case45() gives (1, True)


def case46():
    class It:
        def __init__(self, n): self.n = n
        def __iter__(self): return iter(range(self.n))
        def __len__(self): return self.n
        def __getitem__(self, i): return i * 10
        def __contains__(self, x): return x == 1
        def __bool__(self): return False
        def __call__(self, x): return x + self.n
    i = It(2); return list(i), len(i), i[3], 1 in i, bool(i), i(5), [*i]


#> case46() gives ([0, 1], 2, 30, True, False, 7, [0, 1])
#> '\\' * '@x'.startswith('@') + 'y' gives '\\y'
#> 'a' * True gives 'a'
#> [1] * False gives []


def case47():
    return 'a,b;c'.replace(';', ',').split(',')


#> case47() gives ['a', 'b', 'c']


def case48():
    return 'k=v;k2=v2'.split(';')


#> case48() gives ['k=v', 'k2=v2']


def case49():
    return dict((p.split('=') for p in 'k=v;k2=v2'.split(';')))


#> case49() gives {'k': 'v', 'k2': 'v2'}
#> [*map(int, '1 2 3'.split())] gives [1, 2, 3]
#> ' '.join((w.capitalize() for w in 'ada lovelace'.split())) gives 'Ada Lovelace'
#> bytes([72, 105]).decode() gives 'Hi'
#> int.from_bytes(b'\x01\x00', 'little') gives 1
#> 1024 .to_bytes(4, 'little').hex() gives '00040000'
#> b'\x00' * 3 gives b'\x00\x00\x00'
#> bytes(map(ord, 'hi')) gives b'hi'
#> b'ab'[::-1] gives b'ba'
#> b'abc'.find(b'c') gives 2
#> b'a-b'.partition(b'-') gives (b'a', b'-', b'b')
#> b'aXa'.translate(None, b'X') gives b'aa'
#> b'ab'.center(4, b'*') gives b'*ab*'
#> b'ab'.ljust(4, b'\x00') gives b'ab\x00\x00'
#> b'7'.zfill(3) gives b'007'
#> b'abc'.count(b'b') gives 1
#> b'ab'.isalpha() gives True
#> b'x'.isdigit() gives False
#> b'A'.swapcase() gives b'a'


def case50():
    @dataclass(order=True, frozen=True)
    class P:
        x: int
        y: int = 0
    return P(1) < P(2)


#> case50() gives True


def case51():
    @dataclass(order=True, frozen=True)
    class P:
        x: int
        y: int = 0
    return P(1) == P(1, 0)


#> case51() gives True


def case52():
    @dataclass(frozen=True)
    class P:
        x: int
        tags: list = field(default_factory=list, compare=False)
    return dataclasses.asdict(P(1))


#> case52() gives {'x': 1, 'tags': []}


def case53():
    @dataclass(frozen=True)
    class P:
        x: int
        y: int = 0
    return {P(1): 2}[P(1)]


#> case53() gives 2


def case54():
    @dataclass(frozen=True)
    class P:
        x: int
        y: int = 0
    return len({P(1), P(1), P(2)})


#> case54() gives 2


def case55():
    @dataclass
    class P:
        x: int
        y: int = 0
    return [f.name for f in dataclasses.fields(P)]


#> case55() gives ['x', 'y']


def case56():
    @dataclass
    class P:
        x: int
        y: int = 0
    return [f.type for f in dataclasses.fields(P)] == [int, int]


#> case56() gives True


def case57():
    class C(Enum):
        A = 1
        B = 2
    return [c.name for c in C]


#> case57() gives ['A', 'B']


def case58():
    class C(Enum):
        A = 1
        B = 2
    return C.A in C


#> case58() gives True


def case59():
    class C(Enum):
        A = 1
        B = 2
    return len(C)


#> case59() gives 2


def case60():
    class C(Enum):
        A = 1
        B = 2
    return str(C.A)


#> case60() gives 'C.A'


def case61():
    class C(Enum):
        A = 1
        B = 2
    return repr(C.B)


#> case61() gives '<C.B: 2>'


def case62():
    class C(Enum):
        A = 1
        B = 2
    return C.A is C(1)


#> case62() gives True


def case63():
    class C(Enum):
        A = 1
        B = 2
    return {C.A: "x"}[C.A]


#> case63() gives 'x'


def case64():
    class C(Enum):
        A = 1
        B = 2
    return list(C.__members__)


#> case64() gives ['A', 'B']


def case65():
    class C(Enum):
        A = 1
        B = 2
    return isinstance(C.A, C)


#> case65() gives True


def case66():
    class C(Enum):
        A = 1
        B = 2
    return C.A == 1


#> case66() gives False


def case67():
    class C(Enum):
        A = "x"
        def label(self): return self.value.upper()
        @classmethod
        def of(cls, t): return next((c for c in cls if c.value == t), None)
    return C.A.label(), C.of("x") is C.A, C.of("y")


#> case67() gives ('X', True, None)


def case68():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return C.LOW < C.HIGH


#> case68() gives True


def case69():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return C.LOW + 1


#> case69() gives 2


def case70():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return max(C).name


#> case70() gives 'HIGH'


def case71():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return sorted(C, reverse=True)[0].name


#> case71() gives 'HIGH'


def case72():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return int(C.LOW)


#> case72() gives 1


def case73():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return f"{C.LOW}"


#> case73() gives '1'


def case74():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return 3 < C.HIGH


#> case74() gives True


def case75():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return C.LOW <= 3 <= C.HIGH


#> case75() gives True


def case76():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return range(C.HIGH)[-1]


#> case76() gives 4


def case77():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return [0, 1, 2][C.LOW]


#> case77() gives 1


def case78():
    class C(IntEnum):
        LOW = 1
        HIGH = 5
    return C.HIGH * 2, C.HIGH - C.LOW, C.HIGH // 2, -C.LOW, C.HIGH == 5, 5 in list(C)


#> case78() gives (10, 4, 2, -1, True, True)


def case79():
    class C(StrEnum):
        RED = auto()
        BLUE = "b"
    return "".join(C)


#> case79() gives 'redb'


def case80():
    class C(StrEnum):
        RED = auto()
        BLUE = "b"
    return {"red": 1}[C.RED]


#> case80() gives 1


def case81():
    class C(StrEnum):
        RED = auto()
        BLUE = "b"
    return C.RED.upper(), C.BLUE in ("b",), C.RED + "x", len(C.RED), C.RED.startswith("r"), "re" in C.RED


#> case81() gives ('RED', True, 'redx', 3, True, True)


def case82():
    class C(str, Enum):
        RED = "red"
    return C.RED == "red", C.RED.value, C.RED.upper(), "%s" % C.RED.value, C("red") is C.RED, json.dumps({"c": C.RED})


#> case82() gives (True, 'red', 'RED', 'red', True, '{"c": "red"}')


def case83():
    E = Enum("E", "RED GREEN"); return E.RED.value


#> case83() gives 1


def case84():
    E = Enum("E", "RED GREEN"); return E(2).name


#> case84() gives 'GREEN'


def case85():
    E = Enum("E", "RED GREEN"); return [e.name for e in E]


#> case85() gives ['RED', 'GREEN']


def case86():
    E = Enum("E", "RED GREEN"); return E["RED"] is E.RED


#> case86() gives True


def case87():
    E = Enum("E", "RED GREEN"); return len(E)


#> case87() gives 2


def case88():
    E = Enum("E", "RED GREEN"); return E.GREEN in E


#> case88() gives True


def case89():
    E = Enum("E", {"A": "x", "B": "y"}); return E("x").name


#> case89() gives 'A'


def case90():
    E = Enum("E", {"A": "x", "B": "y"}); return E.__members__["B"].value


#> case90() gives 'y'


def case91():
    F = IntEnum("F", ["P", "Q"], start=5); return F.Q + 1, F.P.value


#> case91() gives (7, 5)


def case92():
    class L(UserList):
        def total(self): return sum(self.data)
    l = L([1, 2]); l.append(3); return l.total()


#> case92() gives 6


def case93():
    class L(UserList):
        pass
    l = L([1, 2]); return len(l)


#> case93() gives 2


def case94():
    class L(UserList):
        pass
    l = L([1, 2]); return list(l)


#> case94() gives [1, 2]


def case95():
    class D(UserDict):
        def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    d = D({"A": 1}); d["B"] = 2; return dict(d)


#> case95() gives {'a': 1, 'b': 2}


def case96():
    class V:
        def __init__(self, x): self.x = x
        def __eq__(self, o): return isinstance(o, V) and self.x == o.x
        def __hash__(self): return hash(self.x)
    return len({V(1), V(1)})


#> case96() gives 1


def case97():
    class V:
        def __init__(self, x): self.x = x
        def __format__(self, s): return f"<{self.x:{s or 'd'}}>"
    return f"{V(3):03d}"


#> case97() gives '<003>'


def case98():
    class V:
        def __init__(self, x): self.x = x
        def __add__(self, o): return V(self.x + o.x)
    return sum([V(1), V(2)], V(0)).x


#> case98() gives 3


def case99():
    class V:
        def __init__(self, x): self.x = x
        def __repr__(self): return f"V({self.x})"
    return repr([V(1)]), str(V(2)), f"{V(3)!r}", "%r" % V(4), str({"a": V(1)})


#> case99() gives ('[V(1)]', 'V(2)', 'V(3)', 'V(4)', "{'a': V(1)}")
#> [*itertools.accumulate([1, 2, 3])] gives [1, 3, 6]
#> [*itertools.chain.from_iterable(['ab', 'c'])] gives ['a', 'b', 'c']
#> dict(enumerate('ab')) gives {0: 'a', 1: 'b'}
#> [*zip(range(3), 'abc')] gives [(0, 'a'), (1, 'b'), (2, 'c')]
#> list(itertools.zip_longest('ab', 'c', fillvalue='-')) gives [('a', 'c'), ('b', '-')]


def case100():
    letters = iter("a{bc}d"); out = []
    for c in letters:
        if c == "{":
            out.append("".join(itertools.takewhile(lambda x: x != "}", letters)))
        else:
            out.append(c)
    return out


#> case100() gives ['a', 'bc', 'd']


def case101():
    letters = iter("a{bc}d"); out = []
    for c in letters:
        if c == "{":
            out.append(next(letters))
        else:
            out.append(c)
    return out


#> case101() gives ['a', 'b', 'c', '}', 'd']


def case102():
    lines = iter(["a", "", "b", "c"]); head = []
    for line in lines:
        if not line:
            break
        head.append(line)
    return head, list(lines)


#> case102() gives (['a'], ['b', 'c'])


def case103():
    tokens = iter(re.findall(r"\d+|[-+]", "1+2-3")); total = int(next(tokens))
    for sign in tokens:
        n = int(next(tokens))
        total = total + n if sign == "+" else total - n
    return total


#> case103() gives 0


def case104():
    stack = []
    for t in "1 2 + 3 *".split():
        if t.isdigit():
            stack.append(int(t))
        else:
            b, a = stack.pop(), stack.pop()
            stack.append({"+": operator.add, "*": operator.mul}[t](a, b))
    return stack[0]


#> case104() gives 9


def case105():
    def f(x):
        match x:
            case int() | float():
                return "num"
            case str() as s if s.isdigit():
                return "dig"
            case [a, *_]:
                return a
            case {"k": v}:
                return v
            case None:
                return "none"
            case P(x=1):
                return "p"
    P = namedtuple("P", "x"); return f(1), f("12"), f([7, 8]), f({"k": 3}), f(None)


#> case105() gives ('num', 'dig', 7, 3, 'none')


def case106():
    text = "Name: Ada\nAge: 36"; return {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in text.splitlines())}


#> case106() gives {'name': 'Ada', 'age': '36'}
#> '{name:>10}|{n:05.1f}|{d:%d.%m.}'.format(name='Ada', n=3.14159, d=date(2026, 1, 2)) gives '       Ada|003.1|02.01.'
#> '{:,}'.format(1234567) gives '1,234,567'
#> '{0}{1}{0}'.format('a', 'b') gives 'aba'
#> '{!r:>5}'.format('x') gives "  'x'"
#> sorted(['b1', 'a10', 'a2'], key=lambda s: (s[0], int(s[1:]))) gives ['a2', 'a10', 'b1']
#> sorted([(1, 'b'), (1, 'a')], key=itemgetter(0)) gives [(1, 'b'), (1, 'a')]
#> sorted({'b': 2, 'a': 1}, key={'b': 2, 'a': 1}.get) gives ['a', 'b']
#> max({'a': 1, 'b': 5}.items(), key=itemgetter(1))[0] gives 'b'
#> typing.get_args(typing.Literal['a', 'b']) gives ('a', 'b')
#> typing.cast(int, 'x') gives 'x'
#> keyword.iskeyword('for') gives True
#> 'for'.isidentifier() gives True
#> errno.ENOENT gives 2
#> stat.S_ISDIR(16877) gives True
#> oct(stat.S_IMODE(33188)) gives '0o644'
#> isinstance(1, numbers.Integral) gives True
#> isinstance(1.5, numbers.Real) gives True
#> contextlib.nullcontext(5).__enter__() gives 5
#> platform if False else 1 gives 1
