import hashlib
import hmac
import os
import unicodedata


def slow(passphrase, salt):
    plain = unicodedata.normalize("NFKD", passphrase).encode("ascii", "ignore")
    return hashlib.pbkdf2_hmac("sha256", plain, salt, 600_000).hex()


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow(passphrase, salt)


def opens(passphrase, stored):
    salt, digest = stored.split("$")
    return hmac.compare_digest(slow(passphrase, bytes.fromhex(salt)), digest)
