using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>ONNX Runtime's environment, of which a process has one.</summary>
internal static class OnnxEnvironment
{
    // For all networks together: a network that asks for more than this fails, and no machine is filled.
    private const uint MaxMemory = 2u << 30;

    private static readonly Lazy<OrtEnv> Created = new(Create);

    /// <summary>The environment. It writes nothing to standard error by itself: whatever fails is an exception as well.</summary>
    public static OrtEnv Instance => Created.Value;

    private static OrtEnv Create()
    {
        EnvironmentCreationOptions options = new() { logId = "Colorize", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        OrtEnv environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);

        // ONNX Runtime would tell its makers how it is used; whoever runs this has not agreed to that.
        environment.DisableTelemetryEvents();
        BoundMemory(environment);
        return environment;
    }

    /// <summary>Gives all networks one store of memory, and that a limit.</summary>
    private static void BoundMemory(OrtEnv environment)
    {
        const int Standard = -1;
        using OrtMemoryInfo memory = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using OrtArenaCfg limit = new(MaxMemory, Standard, Standard, Standard);
        environment.CreateAndRegisterAllocator(memory, limit);
    }
}
