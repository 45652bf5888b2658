from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, create_engine

engine = create_engine("sqlite:////var/lib/site/site.db")
people = Table(
    "people", MetaData(), Column("id", Integer, primary_key=True), Column("nickname", String), Column("about", String),
    Column("town", String), Column("is_admin", Boolean),
)
