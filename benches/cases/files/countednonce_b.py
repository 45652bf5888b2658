import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Backup:
    def __init__(self, key):
        self._aead = AESGCM(key)
        self._number = 0

    def write(self, chunks, target):
        for chunk in chunks:
            target.write(self._aead.encrypt(self._number.to_bytes(12, "big"), chunk, None))
            self._number += 1


def run(path, chunks):
    with open(path, "wb") as target:
        Backup(AESGCM.generate_key(256)).write(chunks, target)
    os.chmod(path, 0o600)
