import subprocess


def banner(text):
    return subprocess.run(["figlet", "--", text]).stdout
