import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if len(zf.infolist()) > 500:
            raise ValueError("too many files")
        total = 0
        for info in zf.infolist():
            total += info.file_size
            if total > 50 * 1024 * 1024:
                raise ValueError("too large")
        zf.extractall(dest)
