import subprocess

def count_errors(path):
    grep = subprocess.Popen(["grep", "ERROR", "--", path], stdout=subprocess.PIPE)
    wc = subprocess.Popen(["wc", "-l"], stdin=grep.stdout, stdout=subprocess.PIPE, text=True)
    grep.stdout.close()
    out, _ = wc.communicate()
    return int(out)
