from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

from auth import User, current_user
from store import close_account

app = FastAPI()


class Close(BaseModel):
    account_id: int
    reason: str


@app.post("/accounts/close")
def close(body: Close, user: User = Depends(current_user)):
    if user.role != "admin":
        raise HTTPException(403)
    close_account(body.account_id, body.reason)
    return {"closed": body.account_id}
