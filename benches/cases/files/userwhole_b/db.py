import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"])
maker = async_sessionmaker(engine)


async def session():
    async with maker() as s:
        yield s
