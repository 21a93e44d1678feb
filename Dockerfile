# Two images: the program alone, which is built unless another is named, and with --target pdf the program beside a Chromium, for PDF
# files. docs/operation.md says how to run them.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make release
# What the images have beside the program: a folder for the database, one for the keys of open rounds, which must never be in
# a copy of the database, and one for temporary files.
RUN mkdir -p /out/data && mkdir -p -m 700 /out/keys && mkdir -p -m 1777 /out/tmp && cp bin/kompass /out/kompass

FROM debian:bookworm-slim AS pdf
RUN apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=65532:65532 /out/ /
USER 65532:65532
ENV KOMPASS_DB=/data/kompass.db \
    KOMPASS_KEYS=/keys \
    KOMPASS_ADDR=:8080
VOLUME /data /keys
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=5s --retries=3 CMD ["/kompass", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/kompass"]
CMD ["serve"]

FROM scratch AS program
COPY --from=build --chown=65532:65532 /out/ /
USER 65532:65532
ENV KOMPASS_DB=/data/kompass.db \
    KOMPASS_KEYS=/keys \
    KOMPASS_ADDR=:8080
VOLUME /data /keys
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=5s --retries=3 CMD ["/kompass", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/kompass"]
CMD ["serve"]
