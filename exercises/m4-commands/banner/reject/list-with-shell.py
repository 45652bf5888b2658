import subprocess


def banner(text):
    return subprocess.run(["figlet", text], shell=True, capture_output=True, text=True).stdout
