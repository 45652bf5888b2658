import argon2


def hash_password(password): return argon2.PasswordHasher().hash(password)


def verify_password(password, stored):
    try:
        argon2.PasswordHasher().verify(stored, password)
    except argon2.exceptions.VerificationError:
        return False
    except argon2.exceptions.InvalidHashError:
        return False
    return True
