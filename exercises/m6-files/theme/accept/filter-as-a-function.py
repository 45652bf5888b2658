from tarfile import data_filter, open as open_tar


def install_theme(path):
    theme = open_tar(path)
    try:
        theme.extractall("/srv/themes/new", filter=data_filter)
    finally:
        theme.close()
