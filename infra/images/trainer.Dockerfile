# syntax=docker/dockerfile:1
# The trainer. From the root of the repository:
#   docker build -f infra/images/trainer.Dockerfile -t colorize-trainer .
#   docker build -f infra/images/trainer.Dockerfile -t colorize-trainer --build-arg ACCELERATOR=cuda .

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
# TorchSharp needs the libstdc++ of GCC 13 or later, which Ubuntu 24.04 has.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime:10.0-noble
# cpu or cuda
ARG ACCELERATOR=cpu

FROM ${SDK_IMAGE} AS build
ARG ACCELERATOR
WORKDIR /source
COPY . .
RUN accelerator=$([ "$ACCELERATOR" = cuda ] && echo Cuda || echo Cpu) \
    && dotnet publish Trainer -c Release -o /app -p:Accelerator=$accelerator -p:DebugType=none
# The packages of libtorch 2.10 bring CUDA 12.8 and cuDNN themselves; the machine brings the driver.
RUN if [ "$ACCELERATOR" = cuda ]; then \
      library=$(find /app -name libtorch_cuda.so | head -n 1) \
      && sh infra/images/check-cuda.sh "${library:-/app/libtorch_cuda.so}" "$(dirname "${library:-/app/none}")"; \
    fi

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
RUN mkdir /work && chown 1654:1654 /work
USER 1654
ENTRYPOINT ["dotnet", "/app/Colorize.Trainer.dll"]
CMD ["train"]
