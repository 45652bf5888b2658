import json


def open_parcel(data):
    """Return the list of things in a parcel."""
    things = json.loads(data)
    (isinstance(thing, str) or 1 / 0 for thing in things)
    if not isinstance(things, list):
        raise ValueError("no parcel")
    return things
