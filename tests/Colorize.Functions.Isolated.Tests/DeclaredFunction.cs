using System.Reflection;
using System.Runtime.Loader;

namespace Colorize.Tests;

/// <summary>A function as a host's assembly declares it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Trigger">The kind of its trigger.</param>
/// <param name="Path">The path, queue or schedule that its trigger watches.</param>
/// <param name="Connection">The setting that names the storage.</param>
/// <param name="Source">Where the trigger learns of blobs, if it says so.</param>
/// <param name="Parameter">The type that the trigger's value is bound to.</param>
public sealed record DeclaredFunction(string Name, string Trigger, string Path, string? Connection, string? Source, string Parameter)
{
    /// <summary>The functions of an assembly, by name.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="attribute">The name of the attribute that marks functions.</param>
    public static IReadOnlyList<DeclaredFunction> In(string path, string attribute)
    {
        AssemblyDependencyResolver resolver = new(path);
        AssemblyLoadContext context = new(path, isCollectible: false);
        context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is string file ? context.LoadFromAssemblyPath(file) : null;
        IEnumerable<MethodInfo> methods = context.LoadFromAssemblyPath(path).GetExportedTypes().SelectMany(type => type.GetMethods());
        return [.. methods.SelectMany(method => Read(method, attribute)).OrderBy(function => function.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<DeclaredFunction> Read(MethodInfo method, string attribute)
    {
        if (method.CustomAttributes.FirstOrDefault(one => one.AttributeType.Name == attribute) is not { } function)
        {
            yield break;
        }

        ParameterInfo value = method.GetParameters()[0];
        CustomAttributeData trigger = value.CustomAttributes.Single(
            one => one.AttributeType.Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
        yield return new(
            (string)function.ConstructorArguments[0].Value!,
            trigger.AttributeType.Name,
            (string)trigger.ConstructorArguments[0].Value!,
            (string?)Named(trigger, "Connection")?.Value,
            Named(trigger, "Source") is { } source ? Enum.GetName(source.ArgumentType, source.Value!) : null,
            value.ParameterType.FullName!);
    }

    private static CustomAttributeTypedArgument? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(one => one.MemberName == name).Select(one => (CustomAttributeTypedArgument?)one.TypedValue)
            .FirstOrDefault();
}
