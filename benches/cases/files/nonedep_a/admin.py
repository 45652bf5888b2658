from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from db import Customer, User, get_db
from deps import current_user

router = APIRouter()


@router.delete("/customers/{number}", status_code=204)
def remove(number: int, user: User = Depends(current_user), db: Session = Depends(get_db)):
    db.query(Customer).filter(Customer.id == number).delete()
    db.commit()
