import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        for info in zf.infolist():
            if info.file_size > 100_000_000_000:
                raise ValueError("too large")
        zf.extractall(dest)
