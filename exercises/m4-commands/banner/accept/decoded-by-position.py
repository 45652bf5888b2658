import subprocess


def banner(text):
    figlet = subprocess.Popen(["figlet", "--", text], stdout=subprocess.PIPE)
    return figlet.communicate()[0].decode("utf8", "replace")
