def handle(message, key):
    return None
