using System.Text.Json.Serialization;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Experiments.Grid;

namespace Colorize.Trainer.Experiments;

/// <summary>How experiments stand in files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyList<PictureScore>))]
[JsonSerializable(typeof(AblationReport))]
[JsonSerializable(typeof(GridReport))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
