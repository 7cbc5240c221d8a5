using System.Diagnostics;
using System.Globalization;
using NetVips;

namespace Colorize.Imaging.Encoders;

/// <summary>
/// The other end of <see cref="EncoderProcess"/>: reads a picture from standard input and writes the file to standard output. A program
/// that offers it calls it before all else: <c>PROGRAM --encode SECONDS</c>.
/// </summary>
public static class EncoderProgram
{
    /// <summary>The first argument.</summary>
    internal const string Argument = "--encode";

    /// <summary>The exit code for a picture that the format cannot hold.</summary>
    internal const int CannotEncode = 3;

    /// <summary>Whether a program's arguments ask for it.</summary>
    public static bool IsAskedFor(string[] args) => args is [Argument, _];

    /// <summary>Encodes one picture.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        TimeSpan time = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));

        // Whoever asked ends this process when it is time; should it have ended itself, the process does so.
        using Timer end = new(_ => Process.GetCurrentProcess().Kill(), null, time, Timeout.InfiniteTimeSpan);

        // Ctrl-C reaches all processes of a terminal, and the one that asked lets its photographs in work finish.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using BinaryReader reader = new(Console.OpenStandardInput());
        UncancellableEncoding encoding = UncancellableEncoding.ReadFrom(reader);
        using PixelBuffer picture = PixelBuffer.ReadFrom(reader);
        Vips.EnsureReady();
        using Image image = picture.AsImage();
        try
        {
            byte[] file = encoding.Encode(image);
            using BinaryWriter writer = new(Console.OpenStandardOutput());
            writer.Write(file.Length);
            writer.Write(file);
            return 0;
        }
        catch (VipsException)
        {
            return CannotEncode;
        }
    }

    /// <summary>Reads the file that the process wrote; null if it wrote none, or anything else.</summary>
    internal static byte[]? ReadAnswer(Stream stream)
    {
        using MemoryStream answer = new();
        stream.CopyTo(answer);
        ReadOnlySpan<byte> bytes = answer.GetBuffer().AsSpan(0, (int)answer.Length);
        return bytes.Length > sizeof(int) && BitConverter.ToInt32(bytes) == bytes.Length - sizeof(int)
            ? bytes[sizeof(int)..].ToArray()
            : null;
    }
}
