def ping(host):
    return True
