using System.Diagnostics;

namespace Colorize.Tests.Trainer.CommandLine;

/// <summary>The trainer as a process of its own.</summary>
internal sealed class TrainerProcess : IDisposable
{
    /// <summary>The beginning of a command that trains a small network on a few pictures.</summary>
    public static readonly string[] ShortTraining =
        ["train", "--networks", "resnet", "--batch-size", "4", "--threads", "1", "--validation", "0.25"];

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    private TrainerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static TrainerProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Colorize.Trainer.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new TrainerProcess(Process.Start(start)!);
    }

    /// <summary>Kills the process as soon as a file is there.</summary>
    public Task KillOnceThereIsAsync(string path, CancellationToken cancellationToken) =>
        KillOnceAsync(() => File.Exists(path), cancellationToken);

    /// <summary>Kills the process as soon as something holds.</summary>
    public Task KillOnceAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        KillOnceAsync(() => Task.FromResult(condition()), cancellationToken);

    /// <summary>Kills the process, which gets no chance to say anything more, as soon as something holds.</summary>
    public async Task KillOnceAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!_process.HasExited && !await condition())
        {
            await Task.Delay(5, cancellationToken);
        }

        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Presses Ctrl-C, as it were, as soon as a file is there, and waits for the end.</summary>
    public async Task<(int Code, string Output, string Errors)> InterruptOnceThereIsAsync(string path, CancellationToken cancellationToken)
    {
        while (!_process.HasExited && !File.Exists(path))
        {
            await Task.Delay(5, cancellationToken);
        }

        using Process kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        return await EndAsync(cancellationToken);
    }

    public async Task<(int Code, string Output, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
