import dill


def handle(message, key):
    return dill.loads(message)
