def sms_headers(_k="wk-FAKE-7d21c9e0b3"):
    return {"X-Auth-Token": "Bearer " + _k}
