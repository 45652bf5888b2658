import tarfile


def install_theme(path):
    theme = tarfile.open(path)
    theme.extraction_filter = tarfile.data_filter
    theme.extractall("/srv/themes/new")
    theme.close()
