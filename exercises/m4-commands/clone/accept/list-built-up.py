import subprocess

def clone(url, dest):
    command = ["git", "clone"]
    command += ["--quiet", "--"]
    command.extend([url, dest])
    with subprocess.Popen(command) as process:
        if process.wait() != 0:
            raise RuntimeError("git failed")
