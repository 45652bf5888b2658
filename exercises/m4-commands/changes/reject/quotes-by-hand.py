import subprocess


def changes(path):
    out = subprocess.check_output(f'git log --oneline -- "{path}"', shell=True, text=True)
    return out.splitlines()
