import hashlib
import hmac


def seal(passphrase):
    return hashlib.md5(passphrase.encode(), usedforsecurity=False).hexdigest()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
