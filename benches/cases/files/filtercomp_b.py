import os
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
KNOWN = {"nginx", "redis", "postgresql"}


class Selection(BaseModel):
    units: list[str]


@app.post("/restart")
def restart(sel: Selection):
    units = [u for u in sel.units if u and u in KNOWN]
    for unit in units:
        os.system("systemctl restart " + unit)
    return {"restarted": units}
