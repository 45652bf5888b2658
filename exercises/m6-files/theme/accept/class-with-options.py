import tarfile


class Installer:
    options = {"filter": "data"}

    def __init__(self, target):
        self.target = target

    def install(self, path):
        try:
            with tarfile.open(path) as archive:
                archive.extractall(self.target, **self.options)
        except tarfile.FilterError as error:
            raise ValueError("this theme has ideas of its own") from error


def install_theme(path):
    Installer("/srv/themes/new").install(path)
