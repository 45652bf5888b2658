import tarfile


def install_theme(path):
    with tarfile.open(path) as theme:
        theme.extract("style.css", "/srv/themes/new", filter="data")
