import json


def text(thing):
    if not isinstance(thing, str):
        raise ValueError(f"{thing!r} is no text")
    return thing


def open_parcel(data):
    """Return the list of things in a parcel."""
    match json.loads(data.decode()):
        case [*things]:
            return list(map(text, things))
    raise ValueError("no list")
