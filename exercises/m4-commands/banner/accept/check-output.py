from subprocess import check_output


def banner(text: str) -> str:
    return check_output(["/usr/bin/figlet", "--", text], encoding="utf-8", timeout=5)
