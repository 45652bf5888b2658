import json


def open_parcel(data):
    things = json.loads(data)
    if not isinstance(things, list) or not all(isinstance(thing, str) for thing in things):
        raise ValueError("no parcel")
    return tuple(things)
