import subprocess as sp


def banner(text):
    out = sp.check_output(("figlet", "--", text), stderr=sp.DEVNULL, shell=False)
    return out.decode()
