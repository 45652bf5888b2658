from pathlib import Path


class Forbidden(Exception):
    pass


class Storage:
    def __init__(self, root):
        self.root = Path(root).resolve()

    def locate(self, key):
        path = (self.root / key).resolve()
        try:
            path.relative_to(self.root)
        except ValueError:
            raise Forbidden(key)
        return path

    def read(self, key):
        return self.locate(key).read_bytes()
