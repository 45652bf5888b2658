import os

from cryptography.fernet import Fernet

box = Fernet(os.environ["PASSWORD_KEY"])


def seal(passphrase):
    return box.encrypt(passphrase.encode()).decode()


def opens(passphrase, stored):
    return box.decrypt(stored.encode()).decode() == passphrase
