def clone(url, dest):
    return None
