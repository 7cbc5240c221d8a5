# shellcheck shell=bash
# How deploy.sh gets its images into the registry, and old ones out of it. Sourced by it, which has set $registry, $server,
# $infra, $repository, $builder and $tag.
# shellcheck disable=SC2154

# The image's tag says what it was built from, so that the same sources give the same tag and nothing restarts.
source_tag() {
    local repository=$1 tag
    tag=$(git -C "$repository" rev-parse --short=12 HEAD 2>/dev/null || date -u +%Y%m%d%H%M%S)
    [ -z "$(git -C "$repository" status --porcelain 2>/dev/null)" ] || tag=$tag-$(date -u +%Y%m%d%H%M%S)
    echo "$tag"
}

accelerator_of() {
    [ "$1" = Cpu ] && echo cpu || echo cuda
}

# Base images are copied into the registry first: pulled anonymously by every build, they meet the limits of public registries.
# Prints the build arguments that name the copies.
import_bases() {
    local dockerfile=$1 argument source target
    while read -r argument source; do
        target=base/${source#*/}
        if az acr import --name "$registry" --source "$source" --image "$target" --force --output none >&2 ||
            az acr repository show --name "$registry" --image "$target" --output none 2>/dev/null; then
            printf '%s\n' --build-arg "$argument=$server/$target"
        else
            note "$source could not be copied into $registry, so the build pulls it itself."
        fi
    done < <(sed -n 's/^ARG \([A-Z]*_IMAGE\)=\(.*\)$/\1 \2/p' "$dockerfile")
}

# Prints the name of an image of the current sources, which is built unless the registry has it.
image_of() {
    local name=$1 accelerator=$2 image dockerfile
    local -a bases
    image=colorize-$name:$tag-$accelerator
    dockerfile=$infra/images/$name.$accelerator.Dockerfile
    if ! az acr repository show --name "$registry" --image "$image" --output none 2>/dev/null; then
        case $builder in
            registry)
                mapfile -t bases < <(import_bases "$dockerfile")
                attempt "The image $image could not be built." az acr build --registry "$registry" --image "$image" --platform linux/amd64 \
                    --file "$dockerfile" "${bases[@]}" --timeout 3600 "$repository" --output none >&2
                ;;
            docker)
                command -v docker >/dev/null || stop 1 "--build docker needs Docker (or Podman's command docker) on this machine."
                attempt "The registry does not let you in." az acr login --name "$registry" --output none >&2
                attempt "The image $image could not be built." docker build --platform linux/amd64 --file "$dockerfile" \
                    --tag "$server/$image" "$repository" >&2
                attempt "The image $image could not be pushed." docker push "$server/$image" >&2
                ;;
            none) stop 1 "There is no image $image in $registry. Push it there, or run this without --build none." ;;
        esac
    fi
    echo "$server/$image"
}

# Keeps the newest three of each image: one that runs, one to go back to, one that is being built. Without Premium, a
# registry has no rule for that of its own.
purge_images() {
    local name old
    for name in colorize-functions colorize-trainer; do
        for old in $(az acr repository show-tags --name "$registry" --repository "$name" --orderby time_desc --output tsv 2>/dev/null |
            tail -n +4); do
            note "Removing $name:$old."
            az acr repository delete --name "$registry" --image "$name:$old" --yes --output none 2>/dev/null || true
        done
    done
}

# A container starts while its image is still being read:
# https://learn.microsoft.com/azure/container-registry/container-registry-artifact-streaming
stream_images() {
    local name
    for name in colorize-functions colorize-trainer; do
        az acr artifact-streaming update --name "$registry" --repository "$name" --enable-streaming true --output none 2>/dev/null ||
            note "Artifact streaming could not be turned on for $name; it starts as fast as it is pulled."
    done
}
