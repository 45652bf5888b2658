import hmac
import os

PEPPER = os.environ["PEPPER"].encode()


def seal(passphrase):
    return hmac.new(PEPPER, passphrase.encode(), "sha256").hexdigest()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
