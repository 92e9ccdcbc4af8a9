# The command `akn` with everything that it can use:
#
#   docker build -t akn .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" akn convert in --output-dir out --report out/report.jsonl
# (read, not built, where it was last changed)
ARG BASE=python:3.13-slim-bookworm
FROM ${BASE} AS build
WORKDIR /src
RUN pip install --no-cache-dir uv
COPY pyproject.toml uv.lock README.md LICENSE ./
COPY akn akn
COPY converters converters
COPY akn_library akn_library
COPY akn_desk akn_desk
# exactly what the lock names, with the extras and without the tools of development
RUN uv sync --frozen --no-dev --no-editable --extra all --extra dask --extra ocr --extra desk --no-python-downloads

# the benchmarks, on an interpreter that is built with a profile: docker build --target bench -t akn-bench . and run it
FROM build AS bench
RUN apt-get update && apt-get install --yes --no-install-recommends libxml2-utils && rm -rf /var/lib/apt/lists/*
COPY benchmarks benchmarks
ENTRYPOINT ["/src/.venv/bin/python", "-m", "benchmarks", "--no-history"]

FROM ${BASE}
LABEL org.opencontainers.image.title="akn" \
      org.opencontainers.image.description="UN resolutions as Akoma Ntoso" \
      org.opencontainers.image.documentation="docs/how-to/operator.md"
# the data of the languages in which scans are recognised
RUN apt-get update && apt-get install --yes --no-install-recommends \
        tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-rus \
        tesseract-ocr-spa && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/.venv /src/.venv
ENV PATH=/src/.venv/bin:$PATH PYTHONUTF8=1
USER nobody
WORKDIR /data
ENTRYPOINT ["akn"]
