import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if sum(i.file_size for i in zf.infolist()) > 100_000_000:
            print("large archive")
        zf.extractall(dest)
