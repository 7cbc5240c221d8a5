# The trainer on the CPU. From the root of the repository:
#   docker build -f infra/images/trainer.cpu.Dockerfile -t colorize-trainer .
# Needs no BuildKit, since builds in a container registry have none.

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
# TorchSharp needs the libstdc++ of GCC 13 or later, which Ubuntu 24.04 has.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime:10.0-noble

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN dotnet publish Trainer -c Release -o /app -p:Accelerator=Cpu -p:DebugType=none

FROM ${RUNTIME_IMAGE}
# Read when the process starts. Idle threads sleep instead of spinning, and a step's memory is kept for the next.
ENV OMP_WAIT_POLICY=passive \
    MALLOC_MMAP_THRESHOLD_=8589934592 \
    MALLOC_TRIM_THRESHOLD_=17179869184 \
    MALLOC_TOP_PAD_=268435456 \
    COLORIZE_WORK=/work \
    COLORIZE_REPORT=/work/report.html \
    DOTNET_RUNNING_IN_CONTAINER=true
WORKDIR /app
COPY --from=build /app .
COPY infra/images/trainer-start.sh /opt/trainer/start.sh
COPY LICENSE THIRD-PARTY-NOTICES.md /licenses/
RUN mkdir /work && chown 1654:1654 /work
USER 1654
ENTRYPOINT ["sh", "/opt/trainer/start.sh"]
CMD ["train"]
