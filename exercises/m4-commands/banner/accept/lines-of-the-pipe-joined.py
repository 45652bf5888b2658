from subprocess import PIPE, Popen


def banner(text):
    with Popen(["figlet", "--", text], stdout=PIPE) as painter:
        return b"".join(painter.stdout).decode()
