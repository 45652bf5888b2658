import tarfile


def install_theme(path):
    with tarfile.open(path, "r:gz") as theme:
        theme.extractall("/srv/themes/new", filter="data")
