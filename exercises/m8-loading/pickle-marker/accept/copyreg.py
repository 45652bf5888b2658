import copyreg


class Marker:
    """An object whose pickle calls print when somebody loads it."""


def shrink(marker):
    return print, ("x",)


copyreg.pickle(Marker, shrink)
