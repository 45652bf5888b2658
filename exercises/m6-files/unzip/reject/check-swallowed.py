import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        try:
            if sum(i.file_size for i in zf.infolist()) > 100_000_000:
                raise ValueError("large archive")
        except ValueError:
            pass
        zf.extractall(dest)
