import io
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Parcel:
    things: list

    def __post_init__(self):
        if type(self.things) is not list:
            raise ValueError("a parcel is a list")
        for thing in self.things:
            if not isinstance(thing, str):
                raise ValueError("a parcel holds texts")


def open_parcel(data: bytes) -> list[str]:
    return Parcel(json.load(io.BytesIO(data))).things
