"""Measurements of our stations."""
from datetime import date

import asyncpg
from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()
TABLES = {"wind", "rain", "sun"}


async def pool(request: Request) -> asyncpg.Pool:
    return request.app.state.pool


def table(kind: str) -> str:
    if (small := kind.lower()) not in TABLES:
        raise HTTPException(404)
    return small


@app.get("/measured/{kind}/{station}")
async def measured(station: str, since: date, name: str = Depends(table), db=Depends(pool)):
    rows = await db.fetch(
        f"SELECT at, value FROM {name} WHERE station = $2 AND at >= $1 LIMIT 500", since, station
    )
    return [dict(row) for row in rows]
