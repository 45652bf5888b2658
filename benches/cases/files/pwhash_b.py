import hashlib
import os


class Account:
    def __init__(self, email):
        self.email = email
        self.salt = os.urandom(16)
        self.digest = b""

    def set_password(self, password):
        self.digest = hashlib.scrypt(password.encode(), salt=self.salt, n=2**15, r=8, p=1, maxmem=2**26)

    def to_row(self):
        return self.email, self.salt.hex(), self.digest.hex()
