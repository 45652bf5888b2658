import os
from dataclasses import dataclass

from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.security.jwt import JWTAuth, Token


@dataclass
class Person:
    name: str
    steward: bool = False


async def person(token: Token, connection: ASGIConnection) -> Person:
    return Person(name=token.sub, steward=bool(token.extras.get("steward")))


auth = JWTAuth[Person](retrieve_user_handler=person, token_secret=os.environ["JWT_KEY"])


def stewards(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if not connection.user.steward:
        raise PermissionDeniedException()
