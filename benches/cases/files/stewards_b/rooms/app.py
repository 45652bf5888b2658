from litestar import Litestar

from .controller import Rooms
from .security import auth

app = Litestar(route_handlers=[Rooms], on_app_init=[auth.on_app_init])
