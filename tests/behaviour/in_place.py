# A `bytearray` that its methods change, sizes that are values, and objects that are equal to nothing plain, as
# `CPython` 3.11 has them.
#> changed() gives (b'dcba', 33)
#> shared() gives (b'\x07\x08', True)
#> cleared() gives (b'\x01\x02', 2, [1, 2], 1)
#> sized() gives ('000010', '42   |', '3.14', '   a')
#> signed() gives (b'\x01\x00', b'\xff\xfe', b'\x05')
#> (1 << 31).to_bytes(4, 'big', signed=True) gives raises OverflowError
#> wiped() gives (True, b'\x00')
#> apart() gives (False, False, False, True, False)
#> kinds() gives (False, False, True, False)
#> matched() gives (False, True, False)
import hmac
import re


class Note:
    def __init__(self, owner, friends=()):
        self.owner, self.friends = owner, set(friends)


def changed():
    marks = bytearray(b"ab")
    marks.append(99)
    marks.extend(b"de")
    marks.insert(0, 64)
    marks += b"!"
    last = marks.pop()
    marks.reverse()
    del marks[0]
    marks.remove(64)
    return bytes(marks), last


def fill(marks, number):
    marks.append(number)


def shared():
    marks = bytearray()
    same = marks
    fill(marks, 7)
    same.append(8)
    return bytes(marks), marks is same


def cleared():
    marks = bytearray()
    for number in range(3):
        marks += bytes([number])
    marks.clear()
    marks.extend([1, 2])
    return bytes(marks), len(marks), list(marks), marks[0]


def sized():
    return "%0*o" % (6, 8), "%-*d|" % (5, 42), "%.*f" % (2, 3.14159), "%*s" % (4, "a")


def signed():
    return (1).to_bytes(2, "little", signed=True), (-2).to_bytes(2, "big", signed=True), (5).to_bytes(1, "big")


def wiped():
    key = bytearray(b"k")
    seal = hmac.new(key, bytearray(b"m"), "sha256").hexdigest()
    for at in range(len(key)):
        key[at] = 0
    return seal == hmac.new(b"k", b"m", "sha256").hexdigest(), bytes(key)


def apart():
    nobody, note = Note(object()), Note("ada", {"bo"})
    return "eve" in [nobody.owner], None == object(), "x" == note, note in ["x", note], None in [note, nobody]


def kinds():
    return isinstance(object(), str), isinstance(object(), (set, frozenset)), isinstance(object(), object), isinstance(Note(1), set)


def matched():
    found = [re.fullmatch("a", sign) for sign in "aa"]
    return None in found, all(found), found[0] == None
