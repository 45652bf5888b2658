import re
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
LOCAL = re.compile(r"/.*")


@app.get("/back")
def back(to: str = "/"):
    if not LOCAL.fullmatch(to):
        to = "/"
    return RedirectResponse(to)
