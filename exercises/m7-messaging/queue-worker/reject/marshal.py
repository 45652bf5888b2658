import marshal


def handle(message, key):
    return marshal.loads(message)
