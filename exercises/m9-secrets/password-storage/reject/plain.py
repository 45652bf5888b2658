def hash_password(password):
    return password


def verify_password(password, stored):
    return password == stored
