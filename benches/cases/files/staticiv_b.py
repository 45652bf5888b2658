import os
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_SIZE = 12


def encrypt_row(key, row):
    aead = AESGCM(key)
    nonce = os.urandom(NONCE_SIZE)
    out = {}
    out["nonce"] = nonce.hex()
    out["data"] = aead.encrypt(nonce, row.encode(), None).hex()
    return out
