using System.CommandLine;
using Colorize.Local;
using Colorize.Storage;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;
using Microsoft.Extensions.Configuration;
using static TorchSharp.torch;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say where pictures come from and where work is kept.</summary>
internal sealed class LocationSettings
{
    private const string DefaultWork = "data/trainer";

    private readonly Option<string> _data = Settings.Option(
        "--data",
        "A folder with train/ and test/, each holding a folder of images or .npy tensors for each class; without it, the tensors in "
            + "storage.",
        string.Empty);

    private readonly Option<bool> _followLinks = Settings.Option(
        "--follow-links", "Whether links that lead out of the folder of --data are followed.", false);

    private readonly Option<string> _work = Settings.Option(
        "--work", "A folder for caches and checkpoints; a run that is found there goes on.", DefaultWork);

    private readonly Option<int> _workGigabytes = Settings.Option(
        "--work-gigabytes",
        "The most gigabytes that the copy of the pictures in --work may take, where that is less than the disk has free; 0: all that is "
            + "free.",
        0).Within(0, 1_000_000);

    private readonly Option<int> _threads = Settings.Option(
        "--threads", "Threads to compute with; by default as many as there are processors.", Environment.ProcessorCount).Within(1, 256);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _followLinks, _work, _workGigabytes, _threads })
        {
            command.Add(option);
        }
    }

    public int Threads(ParseResult result) => result.GetValue(_threads);

    public WorkFolder Work(ParseResult result) => new(result.GetValue(_work)!)
    {
        MaxBytes = result.GetValue(_workGigabytes) is > 0 and var gigabytes ? gigabytes * 1_000_000_000L : long.MaxValue,
    };

    /// <summary>Whether the pictures are in a folder of this machine.</summary>
    public bool HasFolder(ParseResult result) => result.GetValue(_data) is { Length: > 0 };

    /// <summary>The pictures of both splits.</summary>
    /// <exception cref="StorageSettingsException">Neither a folder nor storage is set.</exception>
    public Dataset Data(ParseResult result) =>
        result.GetValue(_data) is { Length: > 0 } folder
            ? Dataset.InFolder(folder, result.GetValue(_followLinks))
            : Dataset.InStorage(Storage());

    /// <summary>Opens the pictures for a training, sets the threads that it computes with, and says what it runs on.</summary>
    /// <exception cref="StorageSettingsException">Neither a folder nor storage is set.</exception>
    public async Task<OpenedDataset> OpenForTrainingAsync(
        ParseResult result, WorkFolder work, TextWriter output, CancellationToken cancellationToken)
    {
        OpenedDataset pictures = await OpenedDataset.OpenAsync(Data(result), work, output, cancellationToken);
        set_num_threads(Threads(result));
        output.WriteLine($"Training runs on {ComputeDevice.Description}.");
        return pictures;
    }

    /// <summary>The storage that is set in the environment, or else the one of a <c>./colorize up</c> on this machine.</summary>
    /// <exception cref="StorageSettingsException">None is set, and none runs.</exception>
    public static StorageClients Storage() =>
        StorageClients.Create(RunningStorage.OptionsFrom(new ConfigurationBuilder().AddEnvironmentVariables().Build()));
}
