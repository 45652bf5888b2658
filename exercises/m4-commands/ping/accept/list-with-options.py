import subprocess

def ping(host):
    result = subprocess.run(
        ["ping", "-c", "1", host],
        check=False,
        timeout=10,
        capture_output=True,
        text=True,
    )
    return result.returncode == 0
