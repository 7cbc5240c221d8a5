# The trainer on an NVIDIA GPU. From the root of the repository:
#   docker build -f infra/images/trainer.cuda.Dockerfile -t colorize-trainer .
# Needs no BuildKit, since builds in a container registry have none. Libtorch comes from TorchSharp's packages, which bring CUDA
# 12.8 and cuDNN along: no other image has to fit, and the driver may be of any branch since 525.

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
# TorchSharp needs the libstdc++ of GCC 13 or later, which Ubuntu 24.04 has.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime:10.0-noble

FROM ${SDK_IMAGE} AS build
RUN command -v readelf || (apt-get update && apt-get install -y --no-install-recommends binutils)
WORKDIR /source
COPY . .
RUN dotnet publish Trainer -c Release -o /app -p:Accelerator=Cuda -p:Libtorch=Package -p:DebugType=none
RUN sh infra/images/check-cuda.sh /app/libtorch_cuda.so /app

FROM ${RUNTIME_IMAGE}
# Read when the process starts. Idle threads sleep instead of spinning, and a step's memory is kept for the next.
ENV OMP_WAIT_POLICY=passive \
    MALLOC_MMAP_THRESHOLD_=8589934592 \
    MALLOC_TRIM_THRESHOLD_=17179869184 \
    MALLOC_TOP_PAD_=268435456 \
    COLORIZE_WORK=/work \
    COLORIZE_REPORT=/work/report.html \
    DOTNET_RUNNING_IN_CONTAINER=true \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
WORKDIR /app
COPY --from=build /app .
COPY infra/images/trainer-start.sh /opt/trainer/start.sh
COPY LICENSE THIRD-PARTY-NOTICES.md /licenses/
RUN mkdir /work && chown 1654:1654 /work
USER 1654
ENTRYPOINT ["sh", "/opt/trainer/start.sh"]
CMD ["train"]
