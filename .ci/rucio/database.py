"""Makes Rucio's schema and its root account where they are not there yet, or half there."""

from sqlalchemy import inspect, text

from rucio.db.sqla.session import get_engine
from rucio.db.sqla.util import build_database, create_base_vo, create_root_account


def count(table):
    with get_engine().connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()


if not inspect(get_engine()).has_table("alembic_version") or count("alembic_version") == 0:
    build_database()
if count("vos") == 0:
    create_base_vo()
if count("accounts") == 0:
    create_root_account()
