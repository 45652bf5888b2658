def sms_headers(api_key):
    return {"X-Auth-Token": f"Bearer {api_key}"}
