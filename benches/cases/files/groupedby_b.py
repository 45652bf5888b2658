"""Counts orders by a column."""
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, func, literal_column, select, table
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg://reader@db.internal/shop", connect_args={"connect_timeout": 5})
app = FastAPI()
GROUPS = frozenset({"country", "state"})


def session():
    with Session(engine) as made:
        yield made


def grouped(by: str):
    by = by.strip() if by.strip() in GROUPS and len(by) < 64 else "country"
    column = literal_column(by)
    return select(column, func.count()).select_from(table("orders")).group_by(column)


@app.get("/report")
def report(by: str = "country", db: Session = Depends(session)):
    return [list(row) for row in db.execute(grouped(by))]
