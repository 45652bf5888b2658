import base64


def make_headers():
    key = base64.b64decode("d2stRkFLRS03ZDIxYzllMGIz").decode()
    return {"Authorization": f"Bearer {key}"}
