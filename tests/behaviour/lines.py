def split(text):
    return text.splitlines()


def kept(text):
    return text.splitlines(True)


class Shelf:
    def __init__(self, *books):
        self.books = list(books)

    def __contains__(self, book):
        return book in self.books

    def __delitem__(self, book):
        self.books.remove(book)

    def __len__(self):
        return len(self.books)

    def __str__(self):
        return "shelf of " + ", ".join(self.books)


def shelf():
    one = Shelf("a", "b")
    before = "a" in one, "c" not in one, f"{one}", bool(Shelf()), "full" if Shelf() else "empty"
    del one["a"]
    return before, "a" in one, str(one)


def while_full():
    one, turns = Shelf("a", "b", "c"), 0
    while one:
        del one[one.books[0]]
        turns += 1
    return turns


class Flag:
    def __bool__(self):
        return False


def flag():
    if Flag():
        return "yes"
    return "no"


def pairs(a, b):
    if (a, b) == ("https", "x"):
        return "same"
    return "other"


class Packed:
    def __bytes__(self):
        return b"packed"


def packed():
    return bytes(Packed())


def same():
    one, other = Shelf("a"), Shelf("a")
    alias = one
    return one is alias, one is other, one is not other, [1] is [1]


#> split('a\rb\r\nc\n\nd') gives ['a', 'b', 'c', '', 'd']
#> split('a\x0bb\x85c') gives ['a', 'b', 'c']
#> kept('a\r\nb\r') gives ['a\r\n', 'b\r']
#> split('') gives []
#> shelf() gives ((True, True, 'shelf of a, b', False, 'empty'), False, 'shelf of b')
#> while_full() gives 3
#> flag() gives 'no'
#> pairs('https', 'x') gives 'same'
#> pairs('http', 'x') gives 'other'
#> packed() gives b'packed'
#> same() gives (True, False, True, False)
