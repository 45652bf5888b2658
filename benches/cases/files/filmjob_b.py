import os
import shlex
import subprocess

from flask import Flask, request
from redis import Redis
from rq import Queue

app = Flask(__name__)
queue = Queue("films", connection=Redis())
OUT = "/srv/films/out"


def convert(source, size):
    command = f"ffmpeg -nostdin -i {shlex.quote(f'/srv/films/in/{source}.mov')} -vf scale={int(size)}:-1 {shlex.quote(f'{OUT}/{source}.mp4')}"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=900)
    return done.returncode


@app.post("/films/<int:number>/convert")
def start(number):
    size = request.form.get("size", "640")
    job = queue.enqueue(convert, str(number), size, job_timeout=1000)
    return {"job": job.id}, 202


@app.get("/jobs/<job>")
def state(job):
    found = queue.fetch_job(job)
    return {"state": found.get_status() if found else "unknown"}
