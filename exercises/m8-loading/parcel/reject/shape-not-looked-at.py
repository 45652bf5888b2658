import json


def open_parcel(data):
    return json.loads(data)
