using System.Reflection;
using System.Runtime.Loader;

namespace Colorize.Tests;

/// <summary>A function as a host's assembly declares it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Path">The path that its blob trigger watches.</param>
/// <param name="Connection">The setting that names the storage.</param>
/// <param name="Source">Where the trigger learns of blobs, if it says so.</param>
/// <param name="Parameter">The type that the blob is bound to.</param>
public sealed record DeclaredFunction(string Name, string Path, string? Connection, string? Source, string Parameter)
{
    /// <summary>The functions of an assembly, by name.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="attribute">The name of the attribute that marks functions.</param>
    public static IReadOnlyList<DeclaredFunction> In(string path, string attribute)
    {
        var resolver = new AssemblyDependencyResolver(path);
        var context = new AssemblyLoadContext(path, isCollectible: false);
        context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is string file ? context.LoadFromAssemblyPath(file) : null;
        IEnumerable<MethodInfo> methods = context.LoadFromAssemblyPath(path).GetTypes().SelectMany(type => type.GetMethods());
        return [.. methods.SelectMany(method => Read(method, attribute)).OrderBy(function => function.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<DeclaredFunction> Read(MethodInfo method, string attribute)
    {
        if (method.CustomAttributes.FirstOrDefault(one => one.AttributeType.Name == attribute) is not { } function)
        {
            yield break;
        }

        ParameterInfo blob = method.GetParameters()[0];
        CustomAttributeData trigger = blob.CustomAttributes.Single(one => one.AttributeType.Name == "BlobTriggerAttribute");
        yield return new(
            (string)function.ConstructorArguments[0].Value!,
            (string)trigger.ConstructorArguments[0].Value!,
            (string?)Named(trigger, "Connection")?.Value,
            Named(trigger, "Source") is { } source ? Enum.GetName(source.ArgumentType, source.Value!) : null,
            blob.ParameterType.FullName!);
    }

    private static CustomAttributeTypedArgument? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(one => one.MemberName == name).Select(one => (CustomAttributeTypedArgument?)one.TypedValue).FirstOrDefault();
}
