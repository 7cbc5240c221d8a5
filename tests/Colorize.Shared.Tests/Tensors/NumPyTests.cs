using System.Diagnostics;
using Colorize.Tensors;

namespace Colorize.Tests.Tensors;

/// <summary>NumPy itself reads our files, and we read NumPy's.</summary>
public sealed class NumPyTests
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("colorize-numpy-").FullName;

    [Fact]
    public void NumPy_reads_our_tensors()
    {
        var values = new Half[3 * LabTensor.PlaneLength];
        values[0] = (Half)12.5;
        values[LabTensor.PlaneLength + 1] = (Half)(-7.25);
        values[^1] = (Half)99;
        string path = Path.Combine(Folder, "ours.npy");
        File.WriteAllBytes(path, new LabTensor(values).ToNpy());

        string answer = Python(
            "import numpy, sys; t = numpy.load(sys.argv[1]); print(t.dtype.str, t.shape, t[0,0,0], t[1,0,1], t[2,127,127], "
                + "t.flags.c_contiguous)",
            path);

        Assert.Equal("<f2 (3, 128, 128) 12.5 -7.25 99.0 True", answer);
    }

    [Fact]
    public void We_read_NumPys_tensors()
    {
        string path = Path.Combine(Folder, "numpy.npy");
        Python("import numpy, sys; numpy.save(sys.argv[1], (numpy.arange(3*128*128) % 2048).astype('<f2').reshape(3, 128, 128))", path);

        using FileStream stream = File.OpenRead(path);
        LabTensor tensor = LabTensor.Read(stream);

        Assert.Equal((Half)0, tensor.L[0]);
        Assert.Equal((Half)((LabTensor.PlaneLength + 5) % 2048), tensor.A[5]);
        Assert.Equal((Half)(((3 * LabTensor.PlaneLength) - 1) % 2048), tensor.B[^1]);
    }

    // Debian's packages belong to /usr/bin/python3, which another python3 may hide.
    private static string Python(string script, string argument)
    {
        string? python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasNumPy);
        Assert.SkipWhen(python is null, "Python with NumPy is not installed (apt-get install python3-numpy).");
        (int exit, string output) = Run(python, script, argument);
        Assert.Equal(0, exit);
        return output.Trim();
    }

    private static bool HasNumPy(string python)
    {
        try
        {
            return Run(python, "import numpy", "").Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Exit, string Output) Run(string python, string script, string argument)
    {
        using Process process = Process.Start(new ProcessStartInfo(python, ["-c", script, argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
