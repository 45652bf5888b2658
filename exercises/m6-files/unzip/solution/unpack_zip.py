import zipfile

LIMIT = 100_000_000
FILES = 1_000


def unpack(path, dest):
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > FILES or sum(m.file_size for m in members) > LIMIT:
            raise ValueError("this archive would grow too large")
        archive.extractall(dest)
