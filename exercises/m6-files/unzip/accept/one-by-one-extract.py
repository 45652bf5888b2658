import zipfile


def unpack(path, dest):
    budget = 20_000_000
    with zipfile.ZipFile(path) as zf:
        for info in zf.infolist():
            budget -= info.file_size
            if budget < 0:
                raise ValueError("too large")
            zf.extract(info, dest)
