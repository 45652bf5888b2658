import json


def open_parcel(data):
    match json.loads(data.decode("utf-8")):
        case list() as things if {type(thing) for thing in things} <= {str}:
            return things
        case other:
            raise TypeError(f"no parcel: {type(other).__name__}")
