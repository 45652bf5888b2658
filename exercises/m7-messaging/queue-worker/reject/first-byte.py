import pickle


def handle(message, key):
    if not message.startswith(b"\x80"):
        raise ValueError("not a pickle")
    return pickle.loads(message)
