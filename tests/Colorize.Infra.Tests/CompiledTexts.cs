using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Colorize.Tests.Infra;

/// <summary>The texts that stand in a compiled program.</summary>
internal static class CompiledTexts
{
    /// <summary>Those of the trainer, as the same build has made it.</summary>
    public static IReadOnlySet<string> OfTrainer()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Of(Repository.File($"Trainer/bin/{configuration}/net10.0/Colorize.Trainer.dll"));
    }

    private static HashSet<string> Of(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader reader = file.GetMetadataReader();
        HashSet<string> texts = [];
        for (UserStringHandle text = MetadataTokens.UserStringHandle(1); !text.IsNil; text = reader.GetNextHandle(text))
        {
            texts.Add(reader.GetUserString(text));
        }

        return texts;
    }
}
