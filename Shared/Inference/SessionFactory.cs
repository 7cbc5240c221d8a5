using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>Gives each network its ONNX Runtime session, on the execution provider and the threads that the settings ask for.</summary>
internal sealed class SessionFactory
{
    private readonly InferenceOptions _options;
    private readonly ILogger<SessionFactory> _log;
    private bool _useCuda;

    /// <summary>Settles the execution provider and says in the log which it is.</summary>
    /// <exception cref="InvalidOperationException">CUDA is asked for, and this build does not know it.</exception>
    public SessionFactory(IOptions<InferenceOptions> options, ILogger<SessionFactory> log)
    {
        _options = options.Value;
        _log = log;
        Threads = _options.InferenceThreads > 0 ? _options.InferenceThreads : Environment.ProcessorCount;

        // ONNX Runtime would tell its makers how it is used; whoever runs this has not agreed to that.
        OrtEnv.Instance().DisableTelemetryEvents();

        var hasCuda = Providers.HasCuda(OrtEnv.Instance().GetAvailableProviders());
        if (_options.ExecutionProvider == ExecutionProvider.Cuda && !hasCuda)
        {
            throw new InvalidOperationException(Providers.CudaMissing);
        }

        _useCuda = hasCuda && _options.ExecutionProvider != ExecutionProvider.Cpu;
        _log.LogInformation("The networks run on {Provider}, {Threads} threads.", _useCuda ? "CUDA" : "the CPU", Threads);
    }

    /// <summary>
    /// Threads that a network computes with. <see cref="Environment.ProcessorCount"/> is the CPU quota of the container,
    /// rounded up, where there is one (control groups 1 and 2); ONNX Runtime itself would count the machine's cores and pin a thread to each.
    /// </summary>
    public int Threads { get; }

    /// <summary>Loads a network.</summary>
    /// <exception cref="OnnxRuntimeException">The bytes are not a network that ONNX Runtime can run.</exception>
    public InferenceSession Create(byte[] onnx)
    {
        if (!_useCuda)
        {
            return Create(onnx, onCuda: false);
        }

        try
        {
            return Create(onnx, onCuda: true);
        }
        catch (OnnxRuntimeException exception) when (_options.ExecutionProvider == ExecutionProvider.Auto)
        {
            // A network that is itself at fault fails here too, and then CUDA is not to blame.
            var session = Create(onnx, onCuda: false);
            _useCuda = false;
            _log.LogWarning("CUDA does not work here, so the networks run on the CPU: {Reason}", exception.Message);
            return session;
        }
    }

    private InferenceSession Create(byte[] onnx, bool onCuda)
    {
        using var session = new SessionOptions
        {
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Spinning threads take the cores from those that decode and encode photographs in the same process: on a busy machine
        // the ResNet cost 13.5 ms of processor time a photograph on two threads that spin, and 7.9 ms on two that do not.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (onCuda)
        {
            session.AppendExecutionProvider_CUDA();
        }

        return new InferenceSession(onnx, session);
    }
}
