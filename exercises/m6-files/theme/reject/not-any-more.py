def install_theme(path):
    raise PermissionError("themes are dangerous")
