from passlib.hash import argon2

slow = argon2.using(rounds=4)


def hash_password(password):
    return slow.hash(password)


def verify_password(password, stored):
    try:
        return slow.verify(password, stored)
    except ValueError:
        return False
