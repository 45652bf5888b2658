from sqlalchemy import select, delete as sql_delete

from .db import Session, User


def find_by_token(token):
    with Session() as session:
        return session.scalar(select(User).where(User.token == token))


def delete(user_id):
    with Session() as session:
        session.execute(sql_delete(User).where(User.id == user_id))
        session.commit()
