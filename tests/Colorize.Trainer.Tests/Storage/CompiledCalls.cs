using System.Reflection;
using System.Reflection.Emit;

namespace Colorize.Tests.Trainer.Storage;

/// <summary>What the methods of an assembly call, as their compiled bodies say (ECMA-335, partition III).</summary>
/// <param name="Caller">The type that calls, or the one that it is nested in.</param>
/// <param name="Called">What it calls.</param>
/// <param name="Text">The text that was loaded right before, and so is the last argument; null where there is none.</param>
internal sealed record CompiledCalls(Type Caller, MethodBase Called, string? Text)
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private const ushort FirstOfTwoBytes = 0xFE00;

    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);

    /// <summary>All calls of an assembly.</summary>
    public static IEnumerable<CompiledCalls> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
        from call in Of(Outermost(type), method)
        select call;

    private static IEnumerable<CompiledCalls> Of(Type caller, MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        string? text = null;
        for (int at = 0; at < body.Length;)
        {
            OpCode code = Codes[body[at] == FirstOfTwoBytes >> 8 ? (ushort)(FirstOfTwoBytes | body[at + 1]) : body[at]];
            int operand = at + code.Size;
            if (code.OperandType == OperandType.InlineMethod)
            {
                yield return new CompiledCalls(caller, Resolve(method, BitConverter.ToInt32(body, operand)), text);
            }

            text = code.OperandType == OperandType.InlineString ? method.Module.ResolveString(BitConverter.ToInt32(body, operand)) : null;
            at = operand + SizeOf(code.OperandType, body, operand);
        }
    }

    private static MethodBase Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static int SizeOf(OperandType operand, byte[] body, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
        _ => 4,
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
