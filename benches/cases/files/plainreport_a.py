"""Hands out reports."""
from pathlib import Path

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, field_validator

app = FastAPI()


class Wish(BaseModel):
    name: str = Field(max_length=60)

    @field_validator("name")
    @classmethod
    def plain(cls, value):
        if value.startswith((".", "/")):
            raise ValueError("name")
        return value


def folder():
    return Path("/srv/reports")


@app.post("/report")
def report(wish: Wish, base: Path = Depends(folder)):
    path = base / f"{wish.name}.pdf"
    if not path.exists():
        raise HTTPException(404)
    return FileResponse(path)
