ARG RUST=1.79
ARG ALPINE=3.20

FROM rust:${RUST}-alpine${ALPINE} as build
RUN apk add --no-cache musl-dev openssl-dev openssl-libs-static
WORKDIR /w
COPY Cargo.toml Cargo.lock ./
# An empty program, so that the dependencies are a layer of their own.
RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release && rm -r src
COPY src src
RUN touch src/main.rs && cargo build --release

FROM alpine:${ALPINE}
COPY --from=build /w/target/release/edge-agent /usr/bin/
RUN apk add --no-cache ca-certificates tzdata \
 && adduser -D -H -u 4000 agent
USER agent
CMD ["edge-agent"]
