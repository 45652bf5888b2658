def handle(message, key):
    return "resize", 7
