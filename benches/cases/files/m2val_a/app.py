from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

from checks import csv_name

app = FastAPI()


@app.get("/csv")
def csv(name: str):
    try:
        clean = csv_name(name)
    except ValueError:
        raise HTTPException(400)
    return FileResponse("/srv/csv/" + clean)
