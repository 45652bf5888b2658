from subprocess import check_output


def changes(path):
    out = check_output(("git", "log", "--oneline", "--", path), timeout=10)
    return out.decode("utf-8").splitlines()
