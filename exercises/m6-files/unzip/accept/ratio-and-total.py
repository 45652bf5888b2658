import zipfile

MAX_RATIO = 100
MAX_TOTAL = 100_000_000


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        total = 0
        for info in zf.infolist():
            if info.file_size / max(1, info.compress_size) > MAX_RATIO:
                raise ValueError("suspicious ratio")
            total += info.file_size
        if total > MAX_TOTAL:
            raise ValueError("too large")
        zf.extractall(dest)
