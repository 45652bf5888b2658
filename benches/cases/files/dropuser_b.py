import os
import pwd
import socket


def serve(user="nobody"):
    entry = pwd.getpwnam(user)
    listener = socket.socket()
    listener.bind(("0.0.0.0", 80))
    listener.listen()
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    return listener
