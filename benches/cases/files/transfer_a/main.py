from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from auth import current_user
from models import Account, get_db
from schemas import Transfer

app = FastAPI()


@app.post("/transfers")
def transfer(body: Transfer, user=Depends(current_user), db: Session = Depends(get_db)):
    source = db.query(Account).filter_by(owner_id=user.id).with_for_update().one()
    target = db.query(Account).filter_by(number=body.to).with_for_update().one_or_none()
    if target is None:
        raise HTTPException(404)
    if source.balance < body.amount:
        raise HTTPException(409, "not enough money")
    source.balance -= body.amount
    target.balance += body.amount
    db.commit()
    return {"balance": source.balance}
