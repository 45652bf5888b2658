import hashlib
import hmac
import secrets


def hash_password(password):
    salt, rounds = secrets.token_hex(16), 700_000
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds)
    return f"pbkdf2${rounds}${salt}${digest.hex()}"


def verify_password(password, stored):
    _, rounds, salt, digest = stored.split("$")
    again = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), int(rounds))
    return hmac.compare_digest(again.hex(), digest)
