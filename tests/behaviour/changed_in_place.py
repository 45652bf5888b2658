# Bytes that change in place, tuples with a class, keys that cannot be kept, hashes with a key.
#> padded() gives b'AA======'
#> changed() gives b'AYZdef!'
#> by_another_name() gives b'zb'
#> Pair("soup", 2) gives ('soup', 2)
#> Pair("soup", 2).dish gives 'soup'
#> len(Pair("soup", 2)) gives 2
#> taken_apart() gives ('soup', 2)
#> asked(["a"]) gives 'no key'
#> asked({}) gives 'no key'
#> asked("a") gives 1
#> asked("b") gives raises KeyError
#> hashlib.blake2b(b"abc", key=b"k", digest_size=16).hexdigest() gives '6858b7b52110e28dc8e99bd7c341f05e'
#> hashlib.blake2s(b"abc", key=b"k", salt=b"s", person=b"p").hexdigest() gives '9b5fa9351929130a41d4620577ae8ad75605457fd3889ad038e124fbeae80ee2'
#> fed() gives True
import hashlib


def padded():
    letters = bytearray(b"AAAAAAAA")
    letters[-6:] = b"======"
    return bytes(letters)


def changed():
    letters = bytearray(b"abcdef")
    letters[1:3] = b"XYZ"
    del letters[0]
    letters += b"!"
    letters[0] = 65
    return bytes(letters)


def by_another_name():
    letters = bytearray(b"ab")
    same = letters
    same[0] = ord("z")
    return bytes(letters)


class Pair(tuple):
    def __new__(cls, dish, count):
        return super().__new__(cls, (dish, count))

    @property
    def dish(self):
        return self[0]


def taken_apart():
    dish, count = Pair("soup", 2)
    return dish, count


def asked(key):
    try:
        return {"a": 1}[key]
    except TypeError:
        return "no key"


def fed():
    code = hashlib.blake2b(key=b"k", digest_size=20)
    code.update(b"a")
    code.update(b"bc")
    return code.digest() == hashlib.blake2b(b"abc", key=b"k", digest_size=20).digest()
