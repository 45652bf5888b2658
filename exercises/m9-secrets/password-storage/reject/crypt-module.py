import crypt
import hmac


def hash_password(password):
    return crypt.crypt(password, crypt.mksalt(crypt.METHOD_SHA512))


def verify_password(password, stored):
    return hmac.compare_digest(crypt.crypt(password, stored), stored)
