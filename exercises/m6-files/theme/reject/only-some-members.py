import tarfile


def install_theme(path):
    with tarfile.open(path) as theme:
        good = [m for m in theme if not m.name.startswith(("/", ".."))]
        theme.extractall("/srv/themes/new", members=good)
