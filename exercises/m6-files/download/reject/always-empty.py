def read_upload(base, name):
    return b""
