import os
import uuid
from pathlib import Path


class Store:
    kinds = {".png", ".jpg", ".gif"}
    limit = 5_000_000

    def __init__(self, base):
        self.base = Path(base)

    def fresh_name(self, filename):
        kind = os.path.splitext(filename)[1].lower()
        if kind not in self.kinds:
            raise ValueError(kind)
        return f"{uuid.uuid4().hex}{kind}"

    def save(self, filename, data):
        if len(data) > self.limit:
            raise ValueError("too large")
        target = self.base / self.fresh_name(filename)
        target.write_bytes(data)
        return str(target)


def save_upload(base, filename, data):
    return Store(base).save(filename, data)
