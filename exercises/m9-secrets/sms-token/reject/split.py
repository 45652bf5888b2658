def sms_headers():
    return {"X-Auth-Token": "Bearer " + "".join(["wk-", "FAKE", "-7d21c9e0b3"])}
