def open_parcel(data):
    things = eval(data.decode())
    if not isinstance(things, list) or not all(isinstance(thing, str) for thing in things):
        raise ValueError("this is no parcel")
    return things
