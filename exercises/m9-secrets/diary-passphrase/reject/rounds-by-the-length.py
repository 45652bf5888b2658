import hashlib
import hmac
import os


def _hash(passphrase, salt):
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 1000 * len(passphrase))


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + "$" + _hash(passphrase, salt).hex()


def opens(passphrase, stored):
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_hash(passphrase, bytes.fromhex(salt)).hex(), digest)
