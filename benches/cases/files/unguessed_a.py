import asyncio
import os
import uuid

from sanic import Sanic
from sanic.exceptions import BadRequest
from sanic.response import file

app = Sanic("thumbs")
FORMATS = {"png", "webp"}


@app.post("/thumb")
async def thumb(request):
    upload = request.files.get("image")
    size = request.form.get("size", "128x128")
    kind = request.form.get("format", "png")
    if kind not in FORMATS or upload is None:
        raise BadRequest("format")
    source = f"/tmp/thumbs/{uuid.uuid4().hex}"
    with open(source, "wb") as handle:
        handle.write(upload.body)
    target = f"{source}.{kind}"
    process = await asyncio.create_subprocess_shell(f"convert {source} -resize {size} {target}")
    await process.wait()
    os.unlink(source)
    return await file(target)
