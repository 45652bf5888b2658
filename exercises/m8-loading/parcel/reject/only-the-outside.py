import json


def open_parcel(data):
    things = json.loads(data)
    if not isinstance(things, list):
        raise ValueError("this is no parcel")
    return things
