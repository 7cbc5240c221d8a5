using System.CommandLine;
using System.Globalization;
using Colorize.Cli.CommandLine;

namespace Colorize.Cli.Models;

/// <summary><c>models</c>: lists the model sets with their figures, has the functions use one, and rolls back.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json("Print them as JSON.");
        Option<string> folder = new("--models")
        {
            Description = "The folder that was trained into.",
            DefaultValueFactory = _ => ModelCatalog.TrainedFolder,
            Recursive = true,
        };
        Argument<string> version = new("version") { Description = "The model set's name." };
        Command use =
            new("use", "Has the functions use a model set; one of a folder is uploaded, the bundled one needs no upload.") { version };
        Command rollBack = new("rollback", "Has the functions use the model set that they used before.");
        Command command =
            new("models", "Lists the model sets with their figures; uses one, or rolls back.") { json, folder, use, rollBack };
        command.SetAction((result, cancellationToken) => ListAsync(result.GetValue(folder)!, result.GetValue(json), cancellationToken));
        use.SetAction(async (result, cancellationToken) =>
        {
            ModelCatalog shelf = await ModelCatalog.OpenAsync(result.GetValue(folder)!, cancellationToken);
            Console.WriteLine(await shelf.UseAsync(result.GetValue(version)!, cancellationToken));
            return ExitCode.Done;
        });
        rollBack.SetAction(async (result, cancellationToken) =>
        {
            ModelCatalog shelf = await ModelCatalog.OpenAsync(result.GetValue(folder)!, cancellationToken);
            Console.WriteLine(await shelf.RollBackAsync(cancellationToken));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> ListAsync(string folder, bool json, CancellationToken cancellationToken)
    {
        ModelCatalog shelf = await ModelCatalog.OpenAsync(folder, cancellationToken);
        IReadOnlyList<ListedModel> models = await shelf.ListAsync(cancellationToken);
        if (json)
        {
            JsonOutput.Write(models.Select(model => new
            {
                model.Version,
                Place = model.Place.ToString().ToLowerInvariant(),
                model.InUse,
                model.Created,
                model.Networks,
                model.Top3,
                model.Problem,
            }));
            return ExitCode.Done;
        }

        Write(models);
        if (shelf.Storage is null)
        {
            Console.WriteLine("No storage is set and none runs here, so these are the sets of this machine alone.");
        }

        return ExitCode.Done;
    }

    private static void Write(IReadOnlyList<ListedModel> models)
    {
        if (models.Count == 0)
        {
            Console.WriteLine("There are no model sets. './colorize train' makes one.");
            return;
        }

        int width = models.Max(model => model.Version.Length);
        foreach (ListedModel model in models)
        {
            string head = $"{(model.InUse ? '*' : ' ')} {model.Version.PadRight(width)}  {model.Place.ToString().ToLowerInvariant(),-8}";
            Console.WriteLine(model.Problem is null
                ? string.Create(CultureInfo.InvariantCulture, $"{head}  {model.Created:yyyy-MM-dd HH:mm}  {Figures(model)}")
                : $"{head}  cannot be used: {model.Problem}");
        }

        Console.WriteLine(
            "* is in use. The figures are the mean squared errors of ab on the test pictures, x 0.001, and the classifier's top-3 "
                + "accuracy.");
    }

    private static string Figures(ListedModel model) =>
        string.Join("  ", model.Networks.Select(network => (network.Key, network.Value) switch
    {
        (string name, { } error) => string.Create(CultureInfo.InvariantCulture, $"{name} {error:0.000}"),
        (string name, _) when name == "alexnet" && model.Top3 is { } top3 =>
            string.Create(CultureInfo.InvariantCulture, $"{name} {top3:0.0 %}"),
        (string name, _) => name,
    }));
}
