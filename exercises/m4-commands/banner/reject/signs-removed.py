import os


def banner(text):
    for sign in ";&|":
        text = text.replace(sign, "")
    return os.popen("figlet " + text).read()
