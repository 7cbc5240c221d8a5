using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using NetVips;

namespace Colorize.Imaging.Encoders;

/// <summary>
/// Encodes large pictures, whose encoder cannot be stopped, in a process of its own, which can: no encoder outlives the time of its
/// photograph, and its memory is free when it is over.
/// </summary>
/// <param name="program">The program; it runs <see cref="EncoderProgram"/>.</param>
/// <param name="arguments">What stands before the arguments of <see cref="EncoderProgram"/>.</param>
public sealed class EncoderProcess(string program, params string[] arguments)
{
    /// <summary>The running program, if its main begins with <see cref="EncoderProgram"/>.</summary>
    public static EncoderProcess OfThisProgram()
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no program.");
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? new(program, Assembly.GetEntryAssembly()!.Location) : new(program);
    }

    /// <summary>Encodes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="encoding">How.</param>
    /// <param name="time">How long the process may take if this one should end before it.</param>
    /// <param name="cancellationToken">Ends the process at once.</param>
    /// <exception cref="VipsException">The format cannot hold the picture.</exception>
    /// <exception cref="IOException">The process did not do its work.</exception>
    internal byte[] Encode(PixelBuffer picture, UncancellableEncoding encoding, TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = Process.Start(Describe(time))!;
        using CancellationTokenRegistration ending = cancellationToken.Register(() => End(process));
        try
        {
            Send(picture, encoding, process.StandardInput.BaseStream);
            byte[]? answer = EncoderProgram.ReadAnswer(process.StandardOutput.BaseStream);
            process.WaitForExit();
            return process.ExitCode switch
            {
                0 when answer is not null => answer,
                EncoderProgram.CannotEncode => throw new VipsException($"{encoding.Format} cannot hold the picture."),
                int code => throw new IOException($"the encoder's process ended with {code}"),
            };
        }
        catch (IOException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            End(process);
            process.WaitForExit();
        }
    }

    private ProcessStartInfo Describe(TimeSpan time)
    {
        string seconds = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new(program, [.. arguments, EncoderProgram.Argument, seconds])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private static void Send(PixelBuffer picture, UncancellableEncoding encoding, Stream stream)
    {
        using BinaryWriter writer = new(stream);
        encoding.WriteTo(writer);
        picture.WriteTo(writer);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
