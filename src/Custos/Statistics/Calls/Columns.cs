using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>Which column do the inputs hold under this name, in the form that the library takes?</summary>
internal static class Columns
{
    public static double[] Column(this CallInputs inputs, string name) => [.. inputs.Numbers(name)];

    public static double[] ColumnOrNone(this CallInputs inputs, string name) => inputs.Has(name) ? inputs.Column(name) : [];

    /// <summary>Labels as 1 and 0; −1 is another way to write 0.</summary>
    public static sbyte[] Labels(this CallInputs inputs, string name) =>
        [.. inputs.Numbers(name).Select((value, i) => value switch
        {
            1 => (sbyte)1,
            0 or -1 => (sbyte)0,
            _ => throw new BadInputException("It is no label.", "Give 1 or 0 (or -1).", FormattableString.Invariant($"inputs.{name}[{i}]")),
        })];

    public static Alternative AlternativeOr(this CallInputs inputs, Alternative otherwise) =>
        !inputs.Has("alternative") ? otherwise : inputs.Choice("alternative", "two-sided", "two-sided", "less", "greater") switch
        {
            "less" => Alternative.Less,
            "greater" => Alternative.Greater,
            _ => Alternative.TwoSided,
        };
}
