import os
import tomllib


def make_headers():
    with open(os.environ["WEATHER_SETTINGS_FILE"], "rb") as file:
        key = tomllib.load(file)["weather"]["key"]
    if not key:
        raise RuntimeError("no key in the settings")
    return {"Authorization": f"Bearer {key}"}
