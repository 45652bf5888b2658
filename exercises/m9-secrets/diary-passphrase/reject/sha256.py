import hashlib
import hmac


def seal(passphrase):
    return hashlib.sha256(passphrase.encode()).hexdigest()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
