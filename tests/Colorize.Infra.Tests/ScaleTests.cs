using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Colorize.Tests.Infra;

public sealed class ScaleTests
{
    private const double Small = 0.2;
    private const double Large = 12;
    private const string Begin = "<!-- simulated -->\n";
    private const string End = "<!-- /simulated -->";

    [Fact]
    public void The_tables_of_SCALE_md_are_those_of_the_simulation()
    {
        string file = Repository.File("infra/SCALE.md");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string tables = Tables();
        if (Environment.GetEnvironmentVariable("COLORIZE_UPDATE_SCALE") == "1")
        {
            File.WriteAllText(file, text[..begin] + tables + text[end..]);
            return;
        }

        Assert.Equal(tables, text[begin..end]);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public void A_photograph_costs_least_without_a_GPU(double megapixels)
    {
        double without = ScaleModel.All.Single(model => !model.HasGpu).DollarsPerMillion(megapixels);

        Assert.All(
            ScaleModel.All.Where(model => model.HasGpu), model => Assert.True(model.DollarsPerMillion(megapixels) > without, model.Name));
    }

    [Fact]
    public void The_replicas_are_those_that_are_deployed()
    {
        foreach ((string name, JsonElement app) in new[] { ("Cpu", Snapshot.Cpu.FunctionApp), ("T4", Snapshot.Gpu.FunctionApp),
            ("A100", Snapshot.Gpu.TrainerJob) })
        {
            JsonElement resources = app.At("properties.template").GetProperty("containers")[0].GetProperty("resources");
            ScaleModel model = ScaleModel.All.Single(model => model.Name == name);

            Assert.Equal((model.Cores, $"{model.Gibibytes}Gi"), ((int)resources.GetProperty("cpu").GetDouble(), resources.Text("memory")));
        }
    }

    [Fact]
    public void More_replicas_than_the_rate_needs_empty_the_queue_and_fewer_never_do()
    {
        ScaleModel t4 = ScaleModel.All.Single(model => model.Name == "T4");
        double perMinute = 1.5 * 60 * t4.PhotosPerSecond(Small);

        ScaleResult few = ScaleSimulation.Run(t4, perMinute, Small, maxReplicas: 1, backlogPerReplica: 200);
        ScaleResult enough = ScaleSimulation.Run(t4, perMinute, Small, maxReplicas: 4, backlogPerReplica: 200);

        Assert.Equal("the replicas", few.Saturated);
        Assert.Equal(few.LongestQueue, few.WaitingAtTheEnd, 1.0);
        Assert.True(enough.WaitingAtTheEnd < 2 * perMinute / 60);
    }

    private static string Tables()
    {
        StringBuilder text = new();
        void Row(params FormattableString[] cells) => text.Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture))).Append(" |\n");
        void Rule(int columns) => text.Append('|').Insert(text.Length, "---|", columns).Append('\n');

        Row(
            $"compute", $"a replica's hour", $"networks alone", $"a replica, 0.2 MP", $"a replica, 12 MP",
            $"$ a million, 0.2 MP", $"$ a million, 12 MP", $"cold start", $"$ a month, idle");
        Rule(columns: 9);
        foreach (ScaleModel model in ScaleModel.All)
        {
            Row(
                $"{model.Name}",
                $"${model.DollarsPerHour:N2}",
                $"{model.NetworkPerSecond:N0}/s",
                $"{model.PhotosPerSecond(Small):N0}/s",
                $"{model.PhotosPerSecond(Large):N0}/s",
                $"{model.DollarsPerMillion(Small):N2}",
                $"{model.DollarsPerMillion(Large):N1}",
                $"{model.ColdStart} s",
                $"{model.IdleDollarsPerMonth:N1}");
        }

        text.Append('\n');
        Row(
            $"photographs a minute", $"compute, most replicas", $"replicas", $"longest queue", $"waiting after 30 min", $"busy",
            $"full first");
        Rule(columns: 7);
        foreach ((double perMinute, int most) in new[] { (10.0, 2), (1000, 2), (100_000, 2), (100_000, 20) })
        {
            foreach (ScaleModel model in ScaleModel.All)
            {
                ScaleResult result = ScaleSimulation.Run(model, perMinute, Small, most, backlogPerReplica: 200);
                Row(
                    $"{perMinute:N0}",
                    $"{model.Name}, {most}",
                    $"{result.Replicas}",
                    $"{result.LongestQueue:N0}",
                    $"{result.WaitingAtTheEnd:N0}",
                    $"{result.Busy:P0}",
                    $"{result.Saturated}");
            }
        }

        return text.ToString();
    }
}
