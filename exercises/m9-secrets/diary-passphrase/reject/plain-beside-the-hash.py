import hashlib
import hmac
import os


def seal(passphrase):
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 600_000)
    return f"{salt.hex()}:{digest.hex()}:{passphrase}"


def opens(passphrase, stored):
    salt, digest, _ = stored.split(":", 2)
    again = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), bytes.fromhex(salt), 600_000)
    return hmac.compare_digest(again.hex(), digest)
