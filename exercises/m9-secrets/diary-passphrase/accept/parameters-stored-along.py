import hashlib
import hmac
import secrets


def seal(passphrase):
    salt, rounds = secrets.token_hex(16), 700_000
    digest = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt.encode(), rounds)
    return f"pbkdf2${rounds}${salt}${digest.hex()}"


def opens(passphrase, stored):
    _, rounds, salt, digest = stored.split("$")
    again = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt.encode(), int(rounds))
    return hmac.compare_digest(again.hex(), digest)
