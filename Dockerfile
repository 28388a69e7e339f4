# Debian 12, whose PostgreSQL client is as old as the oldest server we support (15): pg_dump must not be older than that.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# Pango and HarfBuzz lay out the documents, the PostgreSQL client makes and reads backups.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 postgresql-client \
 && rm -rf /var/lib/apt/lists/*

RUN useradd --uid 10001 --create-home kraftsamling \
 && install --directory --owner kraftsamling --group kraftsamling --mode 0700 /data

WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock

COPY . .
# Building needs settings that load, nothing more; none of these values stays in the image.
RUN pybabel --quiet compile --directory locale --domain django \
 && ENVIRONMENT=demo SECRET_KEY=only-while-building PUBLIC_URL=http://localhost DATA_DIR=/tmp/build \
    python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf /tmp/build

# The root file system is read-only: what libraries want to remember goes to /tmp.
ENV DATA_DIR=/data XDG_CACHE_HOME=/tmp/cache
VOLUME /data
USER kraftsamling
EXPOSE 8000

# By itself the image is a whole installation on SQLite; docker-compose.yml runs its processes one by one.
CMD ["python", "manage.py", "serve"]
