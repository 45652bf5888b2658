KEY = bytes.fromhex("776b2d46414b452d37643231633965306233").decode()


def sms_headers():
    return {"X-Auth-Token": f"Bearer {KEY}"}
