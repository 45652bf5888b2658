from os import environ


def make_headers() -> dict[str, str]:
    try:
        key = environ["WEATHER_API_KEY"]
    except KeyError:
        raise SystemExit("Set WEATHER_API_KEY first") from None
    return {"Authorization": "Bearer %s" % key}
