import enum
import sqlite3
from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


class Report(enum.Enum):
    DAILY = "report_daily"
    WEEKLY = "report_weekly"


@app.get("/report")
async def report(request: Request):
    name = request.query_params.get("name", "")
    try:
        kind = Report(name)
    except ValueError:
        raise HTTPException(404)
    db = sqlite3.connect("reports.db")
    rows = db.execute("SELECT day, total FROM " + kind.value).fetchall()
    db.close()
    return {"rows": rows}
