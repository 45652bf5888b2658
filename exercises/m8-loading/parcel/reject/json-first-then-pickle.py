import json
import pickle


def open_parcel(data):
    try:
        things = json.loads(data)
    except ValueError:
        things = pickle.loads(data)
    if not isinstance(things, list) or not all(isinstance(thing, str) for thing in things):
        raise ValueError("this is no parcel")
    return things
