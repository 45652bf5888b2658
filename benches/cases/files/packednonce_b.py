import os
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, request

app = Flask(__name__)
KEY = bytes.fromhex(os.environ["SEAL_KEY"])


class Sealer:
    def __init__(self, key):
        self._aead = AESGCM(key)
        self._prefix = os.urandom(4)

    def nonce(self):
        return self._prefix + os.urandom(8)

    def seal(self, data, context=b""):
        nonce = self.nonce()
        return nonce + self._aead.encrypt(nonce, data, context)


sealer = Sealer(KEY)


@app.post("/seal")
def seal():
    return sealer.seal(request.get_data())
