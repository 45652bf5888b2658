import subprocess


def banner(text):
    return subprocess.check_output(f"echo {text} | figlet", shell=True, text=True)
