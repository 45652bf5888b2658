import hashlib
import hmac


def seal(passphrase):
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), b"school", 600_000).hex()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
