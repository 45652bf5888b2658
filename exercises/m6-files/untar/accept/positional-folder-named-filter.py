from tarfile import data_filter as only_data
from tarfile import open as open_tar


def unpack(path: str, dest: str) -> None:
    with open_tar(path, "r:*") as archive:
        archive.extractall(path=dest, members=archive.getmembers(), filter=only_data)
