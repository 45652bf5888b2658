import subprocess
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Checkout(BaseModel):
    branch: str
    depth: int = 1


@app.post("/checkout")
def checkout(body: Checkout):
    argv = ["sh", "-c", f"git fetch --depth {body.depth} origin refs/heads/{body.branch}"]
    done = subprocess.run(argv, cwd="/srv/repo", check=False)
    return {"ok": done.returncode == 0}
