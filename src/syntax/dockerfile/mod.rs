//! Dockerfile syntax.
