import hashlib
import hmac


def _salt(passphrase):
    return hashlib.sha256(passphrase.encode()).digest()


def seal(passphrase):
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), _salt(passphrase), 600_000).hex()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
