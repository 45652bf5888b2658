import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    key: str = field(default_factory=lambda: os.environ["WEATHER_API_KEY"], repr=False)


def make_headers():
    return {"Authorization": f"Bearer {Settings().key}"}
