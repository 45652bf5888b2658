"""Sales report endpoints for the back office."""
from dataclasses import dataclass
from datetime import date
from enum import Enum

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy import literal_column, select, text
from sqlalchemy.orm import Session

from .db import get_session
from .tables import Order

router = APIRouter(prefix="/reports", tags=["reports"])


class Column(Enum):
    placed = "placed_at"
    total = "total_cents"
    region = "region_code"


@dataclass(frozen=True)
class Window:
    start: date
    end: date

    def bounds(self) -> dict:
        return {"start": self.start, "end": self.end}


def window(start: date, end: date) -> Window:
    if end < start:
        raise HTTPException(422, "end before start")
    return Window(start, end)


@router.get("/orders")
def orders(
    sort: str = Query("placed"),
    frame: Window = Depends(window),
    session: Session = Depends(get_session),
):
    try:
        column = Column[sort].value
    except KeyError:
        column = sort
    query = (
        select(Order)
        .where(text("placed_at BETWEEN :start AND :end"))
        .order_by(literal_column(column).desc())
        .params(**frame.bounds())
    )
    return [row.as_dict() for row in session.scalars(query)]
