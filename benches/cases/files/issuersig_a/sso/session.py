import pickle

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from .keys import ISSUER


def _signed(blob, signature):
    try:
        ISSUER.verify(signature, blob, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def restore(request):
    blob = bytes.fromhex(request.cookies["state"])
    signature = bytes.fromhex(request.cookies["sig"])
    _signed(blob, signature)
    return pickle.loads(blob)
