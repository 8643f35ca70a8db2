//! Hosts of registries and package indexes. Source: written by hand from their own documentation, 2026-11.
//! Asks none of them.

/// Indexes whose packages are public, under names that they own.
pub const PYTHON_INDEXES: &[&str] = &[
    "download.pytorch.org",
    "pypi.org",
    "pypi.nvidia.com",
    "pypi.ngc.nvidia.com",
    "www.piwheels.org",
    "test.pypi.org",
    "wheels.vllm.ai",
];

/// The registry of images that name none, under the names that people have for it.
pub const DOCKER_HUB: &[&str] = &["docker.io", "index.docker.io", "registry-1.docker.io", "hub.docker.com"];
