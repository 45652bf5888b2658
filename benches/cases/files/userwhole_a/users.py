from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import session
from models import User
from schemas import Profile

router = APIRouter(prefix="/users")


@router.get("/{name}")
async def profile(name: str, db: AsyncSession = Depends(session)):
    user = (await db.execute(select(User).where(User.name == name))).scalar_one_or_none()
    if user is None:
        raise HTTPException(404)
    return user
