import json


def sms_headers():
    with open("config.json") as file:
        key = json.load(file)["sms_token"]
    return {"X-Auth-Token": f"Bearer {key}"}
