import os

import httpx


def weather(city):
    key = os.environ["WEATHER_API_KEY"]
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"https://api.weather.example/{city}", headers=headers, timeout=10)
