import msgspec


def open_parcel(data: bytes) -> list[str]:
    """Return the list of things in a parcel."""
    return msgspec.json.decode(data, type=list[str])
