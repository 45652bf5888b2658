import os

from dotenv import load_dotenv

load_dotenv()


def make_headers():
    return {"Authorization": "Bearer {}".format(os.environ["WEATHER_API_KEY"])}
