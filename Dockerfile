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
RUN python -m oppsett.bygg

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
CMD ["gunicorn", "imdinett.wsgi", "-b", "0.0.0.0:8000", "-k", "gthread", "-w", "2", "--threads", "4", "--preload", "--no-control-socket"]

FROM grunn AS simulator
COPY requirements-demo.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-demo.lock
COPY simulator simulator
USER portal
CMD ["python", "-m", "simulator"]
