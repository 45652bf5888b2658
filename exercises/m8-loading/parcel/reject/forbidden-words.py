import pickle


def open_parcel(data):
    if b"os" in data or b"print" in data or b"eval" in data:
        raise ValueError("this word is forbidden")
    return pickle.loads(data)
