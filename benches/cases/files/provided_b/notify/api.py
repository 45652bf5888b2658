from litestar import Litestar, post
from litestar.di import Provide
from dataclasses import dataclass

from .service import Notifier


@dataclass
class Broadcast:
    text: str


def provide_notifier() -> Notifier:
    return Notifier()


@post("/broadcast", dependencies={"notifier": Provide(provide_notifier, sync_to_thread=False)})
async def broadcast(data: Broadcast, notifier: Notifier, request: "Request") -> dict:
    notifier.send(request.user, data.text)
    return {"sent": 1}


app = Litestar([broadcast])
