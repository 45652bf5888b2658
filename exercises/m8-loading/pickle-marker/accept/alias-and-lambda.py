show = print


class Marker:
    __reduce__ = lambda self: (show, ("x",))
