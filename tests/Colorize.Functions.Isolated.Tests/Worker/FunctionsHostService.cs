using System.Collections.Concurrent;
using Grpc.Core;

namespace Colorize.Tests.Worker;

/// <summary>The side of the Functions host: sends requests to one worker, and hands each answer to whoever asked.</summary>
internal sealed class FunctionsHostService : FunctionRpc.FunctionRpcBase, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _answers = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1);
    private IServerStreamWriter<StreamingMessage>? _requests;

    /// <summary>Ends when a worker has called.</summary>
    public Task Started => _started.Task;

    /// <summary>What the worker has logged, and for which invocation.</summary>
    public ConcurrentQueue<RpcLog> Logs { get; } = new();

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        _requests = responseStream;
        try
        {
            await foreach (StreamingMessage message in requestStream.ReadAllAsync())
            {
                Receive(message);
            }
        }
        catch (IOException)
        {
            // The worker has ended.
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    public void Dispose() => _writing.Dispose();

    /// <summary>Sends a message that nobody answers.</summary>
    public async Task SendAsync(StreamingMessage message)
    {
        await _writing.WaitAsync();
        try
        {
            await _requests!.WriteAsync(message);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="key">What names the answer: the id of an invocation, or else the kind of the answer.</param>
    public async Task<StreamingMessage> AskAsync(StreamingMessage message, string key)
    {
        TaskCompletionSource<StreamingMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[key] = answer;
        await SendAsync(message);
        Task first = await Task.WhenAny(answer.Task, _ended.Task).WaitAsync(
            TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        Assert.True(first == answer.Task, $"The worker ended without an answer to {message.ContentCase}.");
        return await answer.Task;
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                _started.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Logs.Enqueue(message.RpcLog);
                break;
            default:
                string key = message.ContentCase switch
                {
                    StreamingMessage.ContentOneofCase.InvocationResponse => message.InvocationResponse.InvocationId,
                    StreamingMessage.ContentOneofCase.FunctionLoadResponse => message.FunctionLoadResponse.FunctionId,
                    _ => message.ContentCase.ToString(),
                };
                if (_answers.TryRemove(key, out TaskCompletionSource<StreamingMessage>? waiting))
                {
                    waiting.TrySetResult(message);
                }

                break;
        }
    }
}
