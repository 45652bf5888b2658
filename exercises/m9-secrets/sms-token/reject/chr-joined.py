CODES = [119, 107, 45, 70, 65, 75, 69, 45, 55, 100, 50, 49, 99, 57, 101, 48, 98, 51]


def sms_headers():
    return {"X-Auth-Token": "Bearer " + "".join(chr(c) for c in CODES)}
