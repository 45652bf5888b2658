import subprocess


def banner(text):
    return subprocess.run(["figlet"], input=text, stdout=subprocess.PIPE, text=True, timeout=5).stdout
