import shlex
import subprocess


def banner(text):
    return subprocess.run("figlet -- " + shlex.quote(text), shell=True, capture_output=True, text=True).stdout
