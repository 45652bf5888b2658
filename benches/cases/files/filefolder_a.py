from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

BASE = Path(__file__).resolve().parent

app = Starlette(routes=[Mount("/static", app=StaticFiles(directory=BASE), name="static")])
