def who(token, key):
    return None
