from litestar import Controller, delete, get

from .security import stewards

ROOMS = {1: "blue", 2: "red"}


class Rooms(Controller):
    path = "/rooms"

    @get()
    async def index(self) -> dict[int, str]:
        return ROOMS

    @delete("/{number:int}", guards=[stewards])
    async def close(self, number: int) -> None:
        ROOMS.pop(number, None)
