import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        contents = {name: zf.read(name) for name in zf.namelist()}
        if sum(map(len, contents.values())) > 100_000_000:
            raise ValueError("too large")
        zf.extractall(dest)
