class Marker:
    """An object whose pickle calls print when somebody loads it."""

    def __reduce__(self):
        return print, ("x",)
