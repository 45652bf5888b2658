import pickle


def open_parcel(data):
    """Return the list of things in a parcel."""
    return pickle.loads(data)
