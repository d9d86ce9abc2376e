# The production image (target "web") and, apart from it, the simulator used where there is no SvarUT.
# Has not been built on an engine; tests/oppsett/test_compose.py runs the same commands with the same environment.

FROM node:20-bookworm-slim AS ressurser
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm AS grunn
ENV PYTHONUNBUFFERED=1 PATH=/app/.venv/bin:$PATH
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 portal \
    && install -d -o portal -g portal /data /data/opplastinger /data/beat /data/simulator
WORKDIR /app
RUN python -m venv .venv

FROM grunn AS pakker
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

FROM pakker AS bygg
COPY . .
COPY --from=ressurser /app/node_modules node_modules
# Only to let the settings load; nothing is reached and nothing of it stays in the image.
RUN python -m oppsett.ressurser \
    && python -c "from oppsett.oversettelser import kompiler; kompiler()" \
    && env DJANGO_SETTINGS_MODULE=imdinett.settings.base SECRET_KEY=bygg FERNET_NOKKEL=bygg \
        NETTADRESSE=https://bygg.example DATABASE_URL=postgres://bygg REDIS_URL=redis://bygg SMTP_URL=smtp://bygg \
        SVARUT_URL=bygg SVARUT_KONTO=bygg SVARUT_INTEGRASJON_ID=bygg SVARUT_INTEGRASJON_PASSORD=bygg \
        MASKINPORTEN_URL=bygg MASKINPORTEN_KLIENT=bygg MASKINPORTEN_KID=bygg \
        python manage.py collectstatic --noinput -v 0

FROM pakker AS web
COPY --from=bygg /app/manage.py ./
COPY --from=bygg /app/imdinett imdinett
COPY --from=bygg /app/bosetting bosetting
COPY --from=bygg /app/tilskudd tilskudd
COPY --from=bygg /app/nir nir
COPY --from=bygg /app/templates templates
COPY --from=bygg /app/docs docs
COPY --from=bygg /app/static static
COPY --from=bygg /app/statisk statisk
ENV DJANGO_SETTINGS_MODULE=imdinett.settings.production
USER portal
CMD ["gunicorn", "imdinett.wsgi", "-b", "0.0.0.0:8000", "-k", "gthread", "-w", "2", "--threads", "4", "--preload"]

FROM grunn AS simulator
COPY requirements-demo.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-demo.lock
COPY simulator simulator
USER portal
CMD ["python", "-m", "simulator"]
