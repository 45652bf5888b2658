import os


def banner(text):
    safe = text.replace(";", "").replace("$", "").replace("`", "")
    print("painting", safe)
    return os.popen("figlet " + text).read()
