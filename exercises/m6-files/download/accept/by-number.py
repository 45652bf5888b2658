import os
FILES = {"1": "report.pdf", "2": "terms.pdf"}
def read_upload(base, name):
    return open(os.path.join(base, FILES[name]), "rb").read()
