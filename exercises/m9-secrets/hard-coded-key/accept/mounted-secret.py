from pathlib import Path

SECRET = Path("/run/secrets/weather_api_key")


def make_headers():
    return {"Authorization": f"Bearer {SECRET.read_text().strip()}"}
