import uuid
from pathlib import Path
from fastapi import FastAPI, UploadFile

app = FastAPI()
INBOX = Path("/srv/inbox")


async def stored(files):
    for item in files:
        yield item.filename, await item.read()


@app.post("/inbox")
async def inbox(files: list[UploadFile]):
    count = 0
    async for name, data in stored(files):
        (INBOX / name).write_bytes(data)
        count += 1
    return {"count": count}
