namespace Colorize.Tests.Faults;

/// <summary>A kind of trouble on the way to storage.</summary>
internal interface IFault
{
    /// <summary>Decides what befalls a request.</summary>
    void Apply(Exchange exchange);
}
