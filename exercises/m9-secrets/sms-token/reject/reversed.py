def sms_headers():
    return {"X-Auth-Token": "Bearer " + "3b0e9c12d7-EKAF-kw"[::-1]}
