using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Colorize.Tests.Hosting;

/// <summary>Signals that .NET does not send by itself.</summary>
internal static partial class UnixSignal
{
    private const int SigTerm = 15;

    /// <summary>Tells a process to stop, as a service manager does.</summary>
    public static void Terminate(Process process) => Assert.Equal(0, Send(process.Id, SigTerm));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
