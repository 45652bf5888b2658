import os

from cryptography.fernet import Fernet

box = Fernet(os.environ["PASSWORD_KEY"])


def hash_password(password):
    return box.encrypt(password.encode()).decode()


def verify_password(password, stored):
    return box.decrypt(stored.encode()).decode() == password
