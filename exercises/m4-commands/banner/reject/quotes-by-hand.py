import os


def banner(text):
    return os.popen(f"figlet '{text}'").read()
