using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Colorize.Tests.Hosting;
using Google.Protobuf;

namespace Colorize.Tests.Worker;

/// <summary>The built isolated worker in a process of its own, driven as the Functions host drives it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string WorkerId = "worker";

    private readonly FunctionsHostServer _server;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Dictionary<string, string> _functionIds = [];

    private WorkerProcess(FunctionsHostServer server, Process process)
    {
        _server = server;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The host's side of the conversation.</summary>
    public FunctionsHostService Host => _server.Service;

    /// <summary>What it has written to standard output.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>What it has written to standard error.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>The functions that it says it has.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; private set; } = [];

    /// <summary>Starts a worker, without a word to it yet.</summary>
    public static async Task<WorkerProcess> StartAsync(string connectionString, params IEnumerable<(string Name, string Value)> settings)
    {
        FunctionsHostServer server = await FunctionsHostServer.StartAsync();
        ProcessStartInfo start = new("dotnet", [
            Path.Combine(BuiltHosts.Isolated, "Colorize.Functions.dll"),
            "--functions-uri", server.Address.ToString(), "--functions-worker-id", WorkerId, "--functions-request-id", "start",
            "--functions-grpc-max-message-length", int.MaxValue.ToString(CultureInfo.InvariantCulture),
            "--host", server.Address.Host, "--port", server.Address.Port.ToString(CultureInfo.InvariantCulture), "--workerId", WorkerId,
            "--requestId", "start", "--grpcMaxMessageLength", int.MaxValue.ToString(CultureInfo.InvariantCulture),
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = BuiltHosts.Isolated,
        };
        start.Environment["AzureWebJobsStorage"] = connectionString;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = BuiltHosts.Isolated;
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(server, Process.Start(start)!);
    }

    /// <summary>Starts a worker and loads all its functions.</summary>
    public static async Task<WorkerProcess> StartAndLoadAsync(
        string connectionString, params IEnumerable<(string Name, string Value)> settings)
    {
        WorkerProcess worker = await StartAsync(connectionString, settings);
        Task ended = worker._process.WaitForExitAsync();
        await Task.WhenAny(worker.Host.Started, ended).WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(worker.Host.Started.IsCompletedSuccessfully, $"The worker did not start: {string.Join('\n', worker.Errors)}");
        await worker.LoadAsync();
        return worker;
    }

    /// <summary>Tells a function of a blob.</summary>
    /// <param name="function">The function.</param>
    /// <param name="container">The blob's container.</param>
    /// <param name="path">Its name.</param>
    /// <param name="boundPath">What the trigger has read out of the blob's address, if anything.</param>
    public Task<StatusResult> InvokeAsync(string function, string container, string path, string? boundPath)
    {
        InvocationRequest request = Request(function, "blob", new TypedData
        {
            ModelBindingData = new ModelBindingData
            {
                Version = "1.0",
                Source = "AzureStorageBlobs",
                ContentType = "application/json",
                Content = ByteString.CopyFromUtf8(JsonSerializer.Serialize(
                    new { Connection = "AzureWebJobsStorage", ContainerName = container, BlobName = path })),
            },
        });
        if (boundPath is not null)
        {
            request.TriggerMetadata["path"] = new TypedData { String = boundPath };
        }

        return InvokeAsync(request);
    }

    /// <summary>Gives a function one value.</summary>
    public Task<StatusResult> InvokeAsync(string function, string parameter, TypedData value) =>
        InvokeAsync(Request(function, parameter, value));

    /// <summary>Tells the worker to stop, as the host does, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        await Host.SendAsync(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });
        return await WaitForEndAsync();
    }

    /// <summary>Sends the signal that a container platform sends.</summary>
    public void Signal() => UnixSignal.Terminate(_process);

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForEndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(90));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        await _server.DisposeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', [.. _output, .. _errors]));
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private async Task LoadAsync()
    {
        await Host.AskAsync(
            new StreamingMessage
            {
                WorkerInitRequest = new WorkerInitRequest
                {
                    HostVersion = "4.1037.0",
                    WorkerDirectory = BuiltHosts.Isolated,
                    FunctionAppDirectory = BuiltHosts.Isolated,
                },
            },
            nameof(StreamingMessage.ContentOneofCase.WorkerInitResponse));
        StreamingMessage answer = await Host.AskAsync(
            new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = BuiltHosts.Isolated } },
            nameof(StreamingMessage.ContentOneofCase.FunctionMetadataResponse));
        Functions = answer.FunctionMetadataResponse.FunctionMetadataResults;
        foreach (RpcFunctionMetadata function in Functions)
        {
            string id = function.FunctionId.Length > 0 ? function.FunctionId : function.Name;
            _functionIds[function.Name] = id;
            StreamingMessage loaded = await Host.AskAsync(
                new StreamingMessage { FunctionLoadRequest = new FunctionLoadRequest { FunctionId = id, Metadata = function } }, id);
            Assert.True(
                loaded.FunctionLoadResponse.Result.Status == StatusResult.Types.Status.Success,
                $"{function.Name} was not loaded: {loaded.FunctionLoadResponse.Result.Exception?.Message}");
        }
    }

    private InvocationRequest Request(string function, string parameter, TypedData value) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = _functionIds[function],
        TraceContext = new RpcTraceContext(),
        InputData = { new ParameterBinding { Name = parameter, Data = value } },
    };

    private async Task<StatusResult> InvokeAsync(InvocationRequest request)
    {
        StreamingMessage answer = await Host.AskAsync(new StreamingMessage { InvocationRequest = request }, request.InvocationId);
        return answer.InvocationResponse.Result;
    }
}
