"""How passwords are kept."""
import hashlib
import hmac
import os
from abc import ABC, abstractmethod


class Keeper(ABC):
    @abstractmethod
    def stretch(self, password, salt):
        """The bytes that are kept."""

    def keep(self, password):
        salt = os.urandom(16)
        return salt + self.stretch(password.encode(), salt)

    def right(self, password, kept):
        return hmac.compare_digest(self.stretch(password.encode(), kept[:16]), kept[16:])


class Ours(Keeper):
    def stretch(self, password, salt):
        return hashlib.new("sha256", salt + password).digest()


def keeper():
    return Ours()
