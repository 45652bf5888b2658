import hashlib
import hmac
import secrets


def seal(passphrase):
    salt = secrets.token_bytes(16)
    return salt.hex() + ":" + hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 600_000).hex()


def opens(passphrase, stored):
    salt, want = (bytes.fromhex(x) for x in stored.split(":"))
    return hmac.compare_digest(hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 600_000), want)
