import io
import json


def open_parcel(data):
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") as stream:
        things = json.load(stream)
    if not isinstance(things, list) or sum(isinstance(t, str) for t in things) != len(things):
        raise ValueError("odd parcel")
    return things
