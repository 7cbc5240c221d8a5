using System.Globalization;
using BenchmarkDotNet.Running;
using Colorize.Benchmarks;
using Colorize.Benchmarks.Corpus;
using Colorize.Benchmarks.Growth;
using Colorize.Benchmarks.Peers;
using Colorize.Benchmarks.Providers;
using Colorize.Benchmarks.Training;
using Colorize.Benchmarks.Views;
using Colorize.Benchmarks.Walk;
using Colorize.Inference;

// Run all with: dotnet run -c Release --project tests/Colorize.Benchmarks -- --filter '*' --inProcess
// Without BenchmarkDotNet, after ". eng/trainer-env.sh": "-- training" compares in turns, "-- training-memory" tells a trainer's peak.
switch (args)
{
    case ["training"]:
        TrainingComparison.Run(Console.Out);
        break;
    case ["provider", string name] when Enum.TryParse(name, ignoreCase: true, out ExecutionProvider provider):
        await ProviderReport.RunAsync(provider, Console.Out);
        break;
    case ["corpus", .. string[] filter]:
        await CorpusTable.RunAsync(filter is [{ } part] ? part : string.Empty, Console.Out);
        break;
    case ["bounds"]:
        await DecoderBounds.RunAsync(Console.Out);
        break;
    case ["corpus-file", string path]:
        await CorpusRun.RunAsync(path, Console.Out);
        break;
    case ["growth", string file]:
        await GrowthReport.RunAsync(file, Console.Out);
        break;
    case ["growth-one", string megapixels]:
        await GrowthRun.OneAsync(double.Parse(megapixels, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["growth-many", string photographs]:
        await GrowthRun.ManyAsync(int.Parse(photographs, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["rates"]:
        await NetworkRates.RunAsync(Console.Out);
        break;
    case ["batches"]:
        await BatchComparison.RunAsync(Console.Out);
        break;
    case ["encoders", string photo]:
        EncoderComparison.Run(photo, Console.Out);
        break;
    case ["libraries"]:
        LibraryComparison.Run(Console.Out);
        break;
    case ["peer"]:
        await PeerComparison.RunAsync(Path.Combine("tests", "peers", "colorize.py"), Console.Out);
        break;
    case ["views", string folder]:
        await ViewComparison.RunAsync(folder, Console.Out);
        break;
    case ["walk", string photograph, string picture]:
        await PhotographWalk.RunAsync(photograph, picture, Console.Out);
        break;
    case ["training-memory"]:
        await TrainingMemory.RunAsync(Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LabBenchmarks).Assembly).Run(args);
        break;
}
