import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from settings import Settings

log = logging.getLogger("uvicorn.error")
settings = Settings()


@asynccontextmanager
async def life(app):
    log.info("starting with %s", settings.model_dump(exclude={"database_password", "secret_key"}))
    yield


app = FastAPI(lifespan=life)
