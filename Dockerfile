# The assistant in an image: built in one stage, run in another, by a user who owns nothing in it.
ARG PYTHON=python:3.11.14-slim-bookworm

FROM ${PYTHON} AS build
WORKDIR /project
COPY . .
RUN sh deploy/install.sh /opt/alliance

FROM ${PYTHON}
LABEL org.opencontainers.image.title="Faire alliance"
RUN useradd --system --uid 10001 --home-dir /var/lib/alliance --create-home alliance
COPY --from=build /opt/alliance /opt/alliance
ENV PATH=/opt/alliance/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LOG_FORMAT=json \
    BIND=0.0.0.0:8080 \
    METRICS_BIND=127.0.0.1:9464
WORKDIR /var/lib/alliance
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/healthz', timeout=4)"]
ENTRYPOINT ["alliance"]
CMD ["serve"]
