import os
import pathlib


def make_headers():
    key = pathlib.Path(os.environ["WEATHER_API_KEY_FILE"]).read_text().strip()
    return {"Authorization": "Bearer " + key}
