import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if zf.testzip() is not None:
            raise ValueError("damaged")
        zf.extractall(dest)
