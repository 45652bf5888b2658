from passlib.context import CryptContext

context = CryptContext(schemes=["argon2"])


def hash_password(password):
    return context.hash(password)


def verify_password(password, stored):
    return context.verify(password, stored)
