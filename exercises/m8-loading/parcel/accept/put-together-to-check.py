import json


class NotAParcel(Exception):
    pass


def open_parcel(data):
    """Return the list of things in a parcel."""
    try:
        things = json.loads(data)
        "".join([*things])
        things.sort
    except (TypeError, AttributeError, ValueError) as why:
        raise NotAParcel from why
    return things
