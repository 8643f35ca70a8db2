//! Rules about image references. Holds no logic.

family! {
    end_of_life_image,
    image_latest_tag,
    image_without_digest,
    image_without_tag,
    partial_version_tag,
    retired_image,
    untrusted_registry,
}
