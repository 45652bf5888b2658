import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        assert sum(i.file_size for i in zf.infolist()) < 100_000_000
        zf.extractall(dest)
