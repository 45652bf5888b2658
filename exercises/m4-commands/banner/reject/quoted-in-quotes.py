import os
import shlex


def banner(text):
    return os.popen(f'figlet "{shlex.quote(text)}"').read()
