import json


def _checked(thing):
    if not isinstance(thing, str):
        raise TypeError("no text")
    return thing


def open_parcel(data):
    """Return the list of things in a parcel."""
    things = json.loads(data)
    if not isinstance(things, list):
        raise TypeError("no list")
    map(_checked, things)
    return things
