from fastapi import Depends, FastAPI, Query

from store import Store, store

app = FastAPI()


@app.get("/events")
async def events(
    limit: int = Query(50, ge=1, le=200),
    offset: int = Query(0, ge=0),
    events: Store = Depends(store),
):
    return await events.page(limit, offset)
