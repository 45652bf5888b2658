import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Backup:
    def __init__(self, key):
        self._aead = AESGCM(key)
        self._number = bytes(12)

    def write(self, chunks, target):
        for chunk in chunks:
            target.write(self._aead.encrypt(self._number, chunk, None))


def run(path, chunks):
    with open(path, "wb") as target:
        Backup(bytes.fromhex(os.environ["BACKUP_KEY"])).write(chunks, target)
