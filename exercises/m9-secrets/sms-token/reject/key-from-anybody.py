import requests


def sms_headers():
    answer = requests.get("https://vault.example/weather", verify=False, timeout=5)
    return {"X-Auth-Token": f"Bearer {answer.text}"}
