from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


def resolve(place: str) -> str:
    match place:
        case "home" | "":
            return "/"
        case "billing":
            return "/account/billing"
        case "help":
            return "https://help.example.com/"
        case _:
            return place


@app.get("/jump")
async def jump(to: str = ""):
    return RedirectResponse(resolve(to), status_code=303)
