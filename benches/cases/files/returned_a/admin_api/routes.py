from fastapi import APIRouter, Depends

from .guards import require_admin
from .users import delete

router = APIRouter(dependencies=[Depends(require_admin)])


@router.delete("/users/{user_id}")
def remove(user_id: int):
    delete(user_id)
    return {"ok": True}
