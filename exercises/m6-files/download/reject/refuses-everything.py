def read_upload(base, name):
    raise PermissionError(name)
