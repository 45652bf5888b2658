import zipfile


class Unzipper:
    def __init__(self, limit=80_000_000, files=200):
        self.limit = limit
        self.files = files

    def allowed(self, zf):
        sizes = [info.file_size for info in zf.infolist()]
        return len(sizes) <= self.files and sum(sizes) <= self.limit

    def run(self, path, dest):
        with zipfile.ZipFile(path) as zf:
            if not self.allowed(zf):
                raise ValueError("refused")
            zf.extractall(path=dest)


def unpack(path, dest):
    Unzipper().run(path, dest)
