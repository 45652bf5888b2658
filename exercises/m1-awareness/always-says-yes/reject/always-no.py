def is_valid(message, signature, key):
    return False
