using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>Gives each network its ONNX Runtime session, on the execution provider and the threads that the settings ask for.</summary>
internal sealed partial class SessionFactory
{
    private const int MaxGpuBatch = 16;

    // Larger ones save a processor nothing, and their features take memory: on two threads, batches of eight cost as much for each
    // photograph as pairs, and the process holds 75 MB more.
    private const int MinCpuBatch = 2;

    private readonly InferenceOptions _options;
    private readonly ILogger<SessionFactory> _logger;
    private bool _isCudaConfirmed;

    /// <summary>Chooses the execution provider, and says in the log if it is the CPU.</summary>
    /// <exception cref="InvalidOperationException">CUDA is asked for, and this build does not know it.</exception>
    public SessionFactory(IOptions<InferenceOptions> options, ILogger<SessionFactory> logger)
    {
        _options = options.Value;
        _logger = logger;
        Threads = _options.InferenceThreads > 0 ? _options.InferenceThreads : Environment.ProcessorCount;

        bool hasCuda = ExecutionProviders.HasCuda(OnnxEnvironment.Instance.GetAvailableProviders());
        if (_options.ExecutionProvider == ExecutionProvider.Cuda && !hasCuda)
        {
            throw new InvalidOperationException(ExecutionProviders.CudaMissing);
        }

        UsesCuda = hasCuda && _options.ExecutionProvider != ExecutionProvider.Cpu;
        if (!UsesCuda)
        {
            LogCpu(Threads);
        }
    }

    /// <summary>
    /// Threads that a network computes with. <see cref="Environment.ProcessorCount"/> is the CPU quota of the container,
    /// rounded up, where there is one (control groups 1 and 2); ONNX Runtime itself would count the machine's cores and pin a thread to
    /// each.
    /// </summary>
    public int Threads { get; }

    /// <summary>Whether networks are to run on CUDA: so the settings, until CUDA is found not to work.</summary>
    public bool UsesCuda { get; private set; }

    /// <summary>
    /// The most photographs that are worth a batch: what the settings say, or else 16 on a GPU, and on the CPU one for each thread, but
    /// two at least and 16 at most.
    /// </summary>
    public int MaxBatch => (_options.MaxBatchSize, UsesCuda) switch
    {
        ( > 0, _) => _options.MaxBatchSize,
        (_, true) => MaxGpuBatch,
        _ => Math.Clamp(Threads, MinCpuBatch, MaxGpuBatch),
    };

    /// <summary>Whether the settings leave it open what the networks run on, and CUDA has not been given up yet.</summary>
    public bool CanFallBackToCpu => UsesCuda && _options.ExecutionProvider == ExecutionProvider.Auto;

    /// <summary>Loads a network.</summary>
    /// <param name="onnx">The network's file.</param>
    /// <param name="onCuda">Whether it is to run on CUDA.</param>
    /// <param name="cancellationToken">Ends the loading with an <see cref="OnnxRuntimeException"/>.</param>
    /// <exception cref="OnnxRuntimeException">The bytes are not a network that ONNX Runtime can run, or CUDA does not work
    /// here.</exception>
    public InferenceSession Create(byte[] onnx, bool onCuda, CancellationToken cancellationToken)
    {
        using SessionOptions options = Options(onCuda);
        using CancellationTokenRegistration cancelling = cancellationToken.Register(() => options.SetLoadCancellationFlag(true));
        return new InferenceSession(onnx, options);
    }

    /// <summary>How networks are run here.</summary>
    public SessionOptions Options(bool onCuda)
    {
        SessionOptions session = new()
        {
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Spinning threads take the cores from those that decode and encode photographs in the same process: on a busy machine
        // the ResNet cost 13.5 ms of processor time a photograph on two threads that spin, and 7.9 ms on two that do not.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session.AddSessionConfigEntry("session.use_env_allocators", "1");

        // It moves the rounding to 8 bits before AlexNet's first pool, which then costs 0.4 of 3.6 ms: it is fast in float, with the layer
        // before it, and there are no other pairs that it could bring together.
        session.AddSessionConfigEntry("optimization.disable_specified_optimizers", "QDQPropagationTransformer");
        if (onCuda)
        {
            // CUDA computes in float faster than with the pairs that make a CPU compute in 8 bits.
            session.AddSessionConfigEntry("session.disable_quant_qdq", "1");
            session.AppendExecutionProvider_CUDA();
        }

        return session;
    }

    /// <summary>
    /// Says in the log, once, that the networks run on CUDA and on which GPU. For when one has run there: only that proves it.
    /// </summary>
    public void ConfirmCuda()
    {
        if (UsesCuda && !_isCudaConfirmed)
        {
            _isCudaConfirmed = true;
            LogCuda(CudaDevice.Name, Threads);
        }
    }

    /// <summary>Gives CUDA up for good, and says why in one line.</summary>
    public void FallBackToCpu(OnnxRuntimeException reason)
    {
        UsesCuda = false;
        LogFallback(CudaFailure.Describe(reason), Threads);
    }

    [LoggerMessage(LogLevel.Information, "The networks run on the CPU, {Threads} threads.")]
    private partial void LogCpu(int threads);

    [LoggerMessage(LogLevel.Information, "The networks run on CUDA ({Gpu}), {Threads} threads beside it.")]
    private partial void LogCuda(string gpu, int threads);

    [LoggerMessage(LogLevel.Warning, "CUDA does not work here: {Reason}. The networks run on the CPU, {Threads} threads.")]
    private partial void LogFallback(string reason, int threads);
}
