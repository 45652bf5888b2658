import json


def make_headers():
    with open("config.json") as file:
        key = json.load(file)["weather_api_key"]
    return {"Authorization": f"Bearer {key}"}
