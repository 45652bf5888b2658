import io
import tarfile
import tempfile
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/bundle")
async def bundle(file: UploadFile):
    payload = io.BytesIO(await file.read())
    workdir = tempfile.mkdtemp(prefix="bundle-")
    with tarfile.open(fileobj=payload, mode="r:gz") as tar:
        tar.extractall(workdir, filter="data")
    return {"dir": workdir}
