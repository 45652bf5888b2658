from passlib.hash import argon2

slow = argon2.using(rounds=4)


def seal(passphrase):
    return slow.hash(passphrase)


def opens(passphrase, stored):
    try:
        return slow.verify(passphrase, stored)
    except ValueError:
        return False
