namespace Custos.Providers.Onnx.Runtime;

/// <summary>What does a model take or answer at one place?</summary>
/// <param name="Name">As the graph calls it.</param>
/// <param name="Type">Of its elements.</param>
/// <param name="Shape">Its dimensions; -1 for one that may have any size.</param>
internal sealed record ModelPort(string Name, ElementType Type, long[] Shape)
{
    public override string ToString() => $"{Name} [{string.Join(", ", Shape.Select(size => size < 0 ? "any" : FormattableString.Invariant($"{size}")))}]";
}
