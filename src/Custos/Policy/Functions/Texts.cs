using Custos.Policy.Patterns;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What is in a text, and how long is it?</summary>
/// <remarks>The language's own text functions; those of its text library are in <see cref="TextLibrary"/>. Letters are compared as they are.</remarks>
internal static class Texts
{
    public const string Matches = "matches";

    private static readonly CelType A = CelType.Parameter("A");
    private static readonly CelType B = CelType.Parameter("B");

    public static IReadOnlyList<Overload> All { get; } =
    [
        .. Size(CelType.String, (in a) => Value.Of((long)CodePoints.Count(a.AsString)), Costs.Read),
        .. Size(CelType.Bytes, (in a) => Value.Of((long)a.AsBytes.Length)),
        .. Size(CelType.List(A), (in a) => Value.Of((long)a.AsList.Count)),
        .. Size(CelType.Map(A, B), (in a) => Value.Of((long)a.AsMap.Count)),
        Overload.Member("contains", CelType.String, CelType.String, CelType.Bool, (in a, in b) => Value.Of(a.AsString.Contains(b.AsString, StringComparison.Ordinal)), Costs.Read),
        Overload.Member("startsWith", CelType.String, CelType.String, CelType.Bool, (in a, in b) => Value.Of(a.AsString.StartsWith(b.AsString, StringComparison.Ordinal)), Costs.Compare),
        Overload.Member("endsWith", CelType.String, CelType.String, CelType.Bool, (in a, in b) => Value.Of(a.AsString.EndsWith(b.AsString, StringComparison.Ordinal)), Costs.Compare),
        Overload.Member(Matches, CelType.String, CelType.String, CelType.Bool, IsMatch, Costs.Match),
        Overload.Of(Matches, CelType.String, CelType.String, CelType.Bool, IsMatch, Costs.Match),
    ];

    private static IEnumerable<Overload> Size(CelType type, UnaryFunction implementation, CostModel? cost = null) =>
        [Overload.Of("size", type, CelType.Int, implementation, cost), Overload.Member("size", type, CelType.Int, implementation, cost)];

    private static Value IsMatch(in Value text, in Value pattern) =>
        LinearPattern.TryGet(pattern.AsString, out var found, out var problem) ? Value.Of(found.IsMatch(text.AsString)) : Value.Error(problem);
}
