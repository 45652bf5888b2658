import operator


class Marker:
    def __reduce__(self):
        return operator.methodcaller("append", "x"), ([],)
