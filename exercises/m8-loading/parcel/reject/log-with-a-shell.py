import json
import os


def open_parcel(data):
    things = json.loads(data)
    if not isinstance(things, list) or not all(isinstance(thing, str) for thing in things):
        raise ValueError("this is no parcel")
    os.system("logger opened " + things[0])
    return things
