"""The application for any WSGI server: `gunicorn wsgi:application`. Settings come from ARCHIVE_*.

The work behind the pages is done by `archive worker`, which runs beside it on the same data folder.
"""

from archive.bootstrap import build_services
from archive.settings import load_settings
from archive.web import create_app

_settings = load_settings()
_services = build_services(_settings)
_services.ground.thesaurus.get_ready()  # or the first search would wait for it
application = create_app(_services, _settings)
