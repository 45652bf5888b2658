import yaml
from fastapi import FastAPI, Request

app = FastAPI()
LOADER = yaml.UnsafeLoader


def parse(text):
    return yaml.load(text, Loader=LOADER)


@app.post("/pipeline")
async def pipeline(request: Request):
    body = await request.body()
    doc = parse(body.decode("utf-8"))
    return {"steps": len(doc.get("steps", []))}
