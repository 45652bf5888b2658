import shutil
from pathlib import Path
from fastapi import FastAPI, UploadFile, HTTPException
app = FastAPI()
UP = Path("static/uploads")
@app.post("/up")
async def up(file: UploadFile):
    name = Path(file.filename).name
    with (UP / name).open("wb") as out:
        shutil.copyfileobj(file.file, out)
    return {"name": name}
