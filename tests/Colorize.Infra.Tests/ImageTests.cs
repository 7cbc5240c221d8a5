using System.Text.RegularExpressions;

namespace Colorize.Tests.Infra;

public sealed partial class ImageTests
{
    public static TheoryData<string> Images => new("functions.cpu", "functions.cuda", "trainer.cpu", "trainer.cuda");

    [Theory]
    [MemberData(nameof(Images))]
    public void Base_images_are_arguments_and_the_image_runs_as_someone_who_is_not_root(string name)
    {
        string[] lines = Dockerfile(name);

        Assert.All(
            lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^FROM \$\{\w+\}( AS [\w-]+)?$", line));
        Assert.Equal("USER 1654", Assert.Single(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
    }

    // The registry's builder is Docker's old one, which knows none of these: https://github.com/Azure/acr/issues/721
    [Theory]
    [MemberData(nameof(Images))]
    public void Nothing_needs_BuildKit(string name) => Assert.DoesNotMatch(
        @"(?m)^# syntax=|--mount=|--link|--chmod=|--parents|--exclude=|--platform=|<<\w+|^(ADD|HEALTHCHECK)\b",
        string.Join('\n', Dockerfile(name)));

    // The old builder builds every stage, so a stage that is not used would be pulled and paid for.
    [Theory]
    [MemberData(nameof(Images))]
    public void Every_stage_is_used_and_an_image_for_the_CPU_has_none_of_CUDA(string name)
    {
        string text = string.Join('\n', Dockerfile(name));

        Assert.All(Stage().Matches(text), stage => Assert.Contains($"--from={stage.Groups[1].Value} ", text, StringComparison.Ordinal));
        Assert.Equal(name.EndsWith(".cpu", StringComparison.Ordinal), !text.Contains("cuda", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void The_licences_are_in_the_image(string name) =>
        Assert.Contains("COPY LICENSE THIRD-PARTY-NOTICES.md /licenses/", Dockerfile(name));

    [Theory]
    [MemberData(nameof(Images))]
    public void Every_project_that_an_image_is_built_from_is_in_its_context(string name)
    {
        string project = Project().Match(string.Join('\n', Dockerfile(name))).Groups[1].Value;
        string[] kept = [.. Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..])];

        Assert.Contains(project, kept);
        Assert.Contains("Shared", kept);
        Assert.Contains("Directory.Packages.props", kept);
        Assert.All(kept, path => Assert.True(Path.Exists(Repository.File(path)), path));
    }

    [Fact]
    public void Reports_of_models_stay_out_of_the_images() =>
        Assert.Contains("models/*/report", Repository.Read(".dockerignore").Split('\n').SkipWhile(line => line != "!models"));

    private static string[] Dockerfile(string name) => Repository.Read($"infra/images/{name}.Dockerfile").Split('\n');

    [GeneratedRegex(@"(?m)^FROM .* AS ([\w-]+)$")]
    private static partial Regex Stage();

    [GeneratedRegex(@"dotnet publish (\w+)")]
    private static partial Regex Project();
}
