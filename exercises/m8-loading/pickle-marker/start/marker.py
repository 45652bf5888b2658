class Marker:
    """An object whose pickle calls print when somebody loads it."""
