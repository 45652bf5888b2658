import os
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
MEDIA = "/srv/media"


@app.get("/media")
def media(path: str):
    full = os.path.realpath(os.path.join(MEDIA, path))
    if not full.startswith(MEDIA + os.sep):
        raise HTTPException(403)
    if not os.path.exists(full):
        raise HTTPException(404)
    return FileResponse(full)
