from os import popen

def ping(host):
    return popen("ping -c 1 %s" % host).close() is None
