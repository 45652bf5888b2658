import configparser
import os


def _settings():
    parser = configparser.ConfigParser()
    with open(os.environ["WEATHER_SETTINGS"], encoding="utf-8") as file:
        parser.read_file(file)
    return parser["weather"]


def make_headers():
    return {"Authorization": "Bearer " + _settings()["key"]}
