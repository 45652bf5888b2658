import os
import subprocess


def changes(path):
    command = ["git", "log", "--oneline"]
    command += ["--", os.path.join(".", path)]
    result = subprocess.run(command, stdout=subprocess.PIPE)
    result.check_returncode()
    return result.stdout.decode().strip().splitlines()
