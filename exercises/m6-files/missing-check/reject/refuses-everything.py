def read_recipe(base, name):
    """Return the text of a recipe."""
    raise PermissionError(name)
