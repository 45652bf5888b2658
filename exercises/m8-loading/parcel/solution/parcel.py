import json


def open_parcel(data):
    """Return the list of things in a parcel."""
    things = json.loads(data)
    if not isinstance(things, list) or not all(isinstance(thing, str) for thing in things):
        raise ValueError("this is no parcel")
    return things
