import base64


def sms_headers():
    key = base64.b64decode("d2stRkFLRS03ZDIxYzllMGIz").decode()
    return {"X-Auth-Token": f"Bearer {key}"}
