import subprocess


def banner(text):
    return subprocess.getoutput(f"figlet {text}")
