def hash_password(password):
    return str(hash(password))


def verify_password(password, stored):
    return str(hash(password)) == stored
