import tarfile


def only_files_and_folders(member, where):
    safe = tarfile.data_filter(member, where)
    return safe if safe is not None and (safe.isfile() or safe.isdir()) else None


def install_theme(path):
    with tarfile.open(path) as theme:
        theme.extractall("/srv/themes/new", filter=only_files_and_folders)
