import jsonpickle


def handle(message, key):
    return jsonpickle.decode(message.decode())
