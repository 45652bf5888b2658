import yaml


def open_parcel(data):
    things = yaml.safe_load(data)
    if not isinstance(things, list):
        raise ValueError("no list")
    for thing in things:
        if not isinstance(thing, str):
            raise ValueError("no text")
    return things
