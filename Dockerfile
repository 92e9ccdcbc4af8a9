# The command `akn` with everything that it can use:
#
#   docker build -t akn .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" akn convert in --output-dir out --report out/report.jsonl
FROM python:3.13-slim AS build
WORKDIR /src
RUN pip install --no-cache-dir uv
COPY pyproject.toml uv.lock README.md LICENSE ./
COPY akn akn
COPY converters converters
# exactly what the lock names, with the extras and without the tools of development
RUN uv sync --frozen --no-dev --no-editable --extra all --extra dask --no-python-downloads

FROM python:3.13-slim
COPY --from=build /src/.venv /src/.venv
ENV PATH=/src/.venv/bin:$PATH PYTHONUTF8=1
USER nobody
WORKDIR /data
ENTRYPOINT ["akn"]
