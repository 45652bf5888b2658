from fastapi import FastAPI
from pydantic import BaseModel
from service import Jobs

app = FastAPI()
jobs = Jobs()


class Thumb(BaseModel):
    key: str
    width: int = 200


@app.post("/thumb")
def thumb(body: Thumb):
    return {"exit": jobs.thumbnail(body.key, body.width)}
