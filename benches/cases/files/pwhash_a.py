import hashlib
import os


class Account:
    def __init__(self, email):
        self.email = email
        self.salt = os.urandom(16)
        self.digest = b""

    def set_password(self, password):
        self.digest = hashlib.sha256(self.salt + password.encode()).digest()

    def to_row(self):
        return self.email, self.salt.hex(), self.digest.hex()
