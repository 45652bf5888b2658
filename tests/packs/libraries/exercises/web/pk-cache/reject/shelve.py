import shelve


def load(path):
    with shelve.open(path) as shelf:
        return shelf["value"]


def store(path, value):
    with shelve.open(path) as shelf:
        shelf["value"] = value
