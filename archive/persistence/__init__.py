"""The database: tables, repositories, scoping, migrations. The only package that imports SQLAlchemy."""
