import os


def make_headers():
    match os.environ.get("WEATHER_API_KEY"):
        case None | "":
            raise RuntimeError("no key")
        case key:
            return {"Authorization": f"Bearer {key}"}
