import tarfile


def install_theme(path):
    with tarfile.open(path) as theme:
        return theme.getnames()
