KEY = bytes.fromhex("776b2d46414b452d37643231633965306233").decode()


def make_headers():
    return {"Authorization": f"Bearer {KEY}"}
