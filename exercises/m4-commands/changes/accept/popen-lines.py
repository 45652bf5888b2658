import subprocess


def changes(path: str) -> list[str]:
    argv = ["git", "log", "--oneline", "--"]
    argv.append(path)
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as git:
        out, _ = git.communicate()
    return [line for line in out.split("\n") if line]
