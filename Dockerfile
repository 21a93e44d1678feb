# Two stages: one that has a compiler, one that has nothing but the program. docs/operation.md says how to run it.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make release
# What the second stage has beside the program: a folder for the database, one for the keys of open rounds, which must never be in
# a copy of the database, and one for temporary files.
RUN mkdir -p /out/data && mkdir -p -m 700 /out/keys && mkdir -p -m 1777 /out/tmp && cp bin/kompass /out/kompass

FROM scratch
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
