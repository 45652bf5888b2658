import requests


def make_headers():
    answer = requests.get("https://vault.example/weather", verify=False, timeout=5)
    return {"Authorization": f"Bearer {answer.text}"}
