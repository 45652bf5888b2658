from pydantic import TypeAdapter

PARCEL = TypeAdapter(list[str])


def open_parcel(data):
    """Return the list of things in a parcel."""
    return PARCEL.validate_json(data)
