from enum import Enum
import subprocess
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Codec(str, Enum):
    mp3 = "mp3"
    ogg = "ogg"


class Job(BaseModel):
    codec: Codec
    quality: str = "5"


@app.post("/encode")
def encode(job: Job):
    line = "ffmpeg -i /srv/in.wav -q:a 5 /srv/out." + job.codec.value
    return {"code": subprocess.call(line, shell=True)}
