import hashlib
import hmac
from dataclasses import dataclass

@dataclass(frozen=True)
class Signer:
    key: bytes

    def sign(self, message):
        mac = hmac.new(self.key, digestmod=hashlib.sha256)
        mac.update(message)
        return mac.digest()

    def verify(self, message, signature):
        return hmac.compare_digest(self.sign(message), signature)

def is_valid(message, signature, key):
    return Signer(key).verify(message, signature)
