namespace Custos.Policy.Functions;

/// <summary>What do the usual sorts of function cost?</summary>
/// <remarks>One unit is about ten nanoseconds: one step of an expression, or the vectorised reading of a hundred characters.</remarks>
internal static class Costs
{
    /// <summary>Read by vector instructions.</summary>
    public const double CharactersPerUnit = 100;

    /// <summary>Written into fresh memory, which must be found and cleared, and freed later.</summary>
    public const double WrittenPerUnit = 10;

    /// <summary>What building a regular expression takes while the expression runs: about 4 ms.</summary>
    private const double PatternCost = 400_000;

    private static readonly HashSet<CostModel> HandingOn = [Step, Read, Parse, Compare, Item, Wrap, Either, Product, Search, Match];

    public static (double Cost, SizeBound Result) Step(ReadOnlySpan<SizeBound> arguments) => (1, SizeBound.One);

    /// <summary>Reads its arguments once.</summary>
    public static (double Cost, SizeBound Result) Read(ReadOnlySpan<SizeBound> arguments)
    {
        var cost = 1.0;
        foreach (var argument in arguments) cost += argument.Total / CharactersPerUnit;
        return (cost, SizeBound.One);
    }

    /// <summary>Reads a text character by character.</summary>
    public static (double Cost, SizeBound Result) Parse(ReadOnlySpan<SizeBound> arguments) => (1 + arguments[0].Count / WrittenPerUnit, SizeBound.One);

    /// <summary>Reads two values side by side, no further than the smaller goes.</summary>
    public static (double Cost, SizeBound Result) Compare(ReadOnlySpan<SizeBound> arguments) =>
        (1 + Math.Min(arguments[0].Total, arguments[1].Total) / CharactersPerUnit, SizeBound.One);

    /// <summary>Answers with something as large as its first argument.</summary>
    public static (double Cost, SizeBound Result) Same(ReadOnlySpan<SizeBound> arguments) => (1 + arguments[0].Total / WrittenPerUnit, arguments[0]);

    /// <summary>Answers with what is in its first argument.</summary>
    public static (double Cost, SizeBound Result) Item(ReadOnlySpan<SizeBound> arguments) => (1, arguments[0].Item);

    /// <summary>Wraps its only argument, or takes it out.</summary>
    public static (double Cost, SizeBound Result) Wrap(ReadOnlySpan<SizeBound> arguments) => (1, arguments[0]);

    /// <summary>Answers with one of its two arguments.</summary>
    public static (double Cost, SizeBound Result) Either(ReadOnlySpan<SizeBound> arguments) => (1, SizeBound.Max(arguments[0], arguments[1]));

    /// <summary>Answers with a text of a few characters.</summary>
    public static (double Cost, SizeBound Result) ShortText(ReadOnlySpan<SizeBound> arguments) => (5, SizeBound.Of(40));

    public static (double Cost, SizeBound Result) Join(ReadOnlySpan<SizeBound> arguments)
    {
        var result = SizeBound.Sum(arguments[0], arguments[1]);
        return (1 + result.Total / WrittenPerUnit, result);
    }

    /// <summary>Compares every item of its first argument with every one of its second.</summary>
    public static (double Cost, SizeBound Result) Product(ReadOnlySpan<SizeBound> arguments) =>
        (1 + arguments[0].Count * arguments[1].Count * (1 + Math.Min(arguments[0].Item.Total, arguments[1].Item.Total) / CharactersPerUnit), SizeBound.One);

    /// <summary>Compares its first argument with every item of its second.</summary>
    public static (double Cost, SizeBound Result) Search(ReadOnlySpan<SizeBound> arguments) =>
        (1 + arguments[1].Count * (1 + Math.Min(arguments[0].Total, arguments[1].Item.Total) / CharactersPerUnit), SizeBound.One);

    /// <summary>Is what is answered written afresh, and not handed on as it was?</summary>
    public static bool IsWriting(CostModel cost) => !HandingOn.Contains(cost);

    /// <summary>A regular expression that is known only when the expression runs.</summary>
    public static (double Cost, SizeBound Result) Match(ReadOnlySpan<SizeBound> arguments) => (PatternCost + MatchCost(arguments[0], arguments[1].Count), SizeBound.One);

    /// <summary>Reads a text once with an automaton whose states grow with the pattern.</summary>
    public static double MatchCost(SizeBound text, double patternLength) => 1 + text.Count * (1 + patternLength / 25);
}
