def make_headers():
    with open("/run/secrets/weather_api_key", encoding="utf-8") as file:
        key = file.read().strip()
    return {"Authorization": f"Bearer {key}"}
