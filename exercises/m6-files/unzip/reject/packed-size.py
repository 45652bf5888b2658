import zipfile

LIMIT = 100_000_000


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if sum(i.compress_size for i in zf.infolist()) > LIMIT:
            raise ValueError("too large")
        zf.extractall(dest)
