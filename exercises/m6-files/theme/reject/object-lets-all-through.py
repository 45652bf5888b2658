import tarfile

TARGET = "/srv/themes/new"


class NoAbsoluteNames:
    def __call__(self, member, path):
        return None if member.name.startswith("/") else member


def install_theme(path):
    with tarfile.open(path, mode="r:*") as theme:
        theme.extractall(TARGET, filter=NoAbsoluteNames())
