import json


def check(things):
    for thing in things:
        if not isinstance(thing, str):
            raise ValueError("odd parcel")
        yield thing


def open_parcel(data):
    things = json.loads(data)
    if not isinstance(things, list):
        raise ValueError("odd parcel")
    check(things)
    return things
