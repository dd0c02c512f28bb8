namespace Custos.Store.Report;

/// <summary>How is a report asked: over which time, of which rows, by what, and against what?</summary>
/// <param name="Period">Over which time; without an end, up to the moment at which it is asked, so that rows dated in the future stay out.</param>
public sealed record ReportRequest(ReportPeriod Period)
{
    /// <summary>The IANA name of the zone whose days and weeks count.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Which rows: a filter's name with a value; of several values of one name any, and null for rows that have none.</summary>
    public IReadOnlyList<ReportChoice> Where { get; init; } = [];

    /// <summary>The report's own parameters, by name.</summary>
    public IReadOnlyList<ReportChoice> Values { get; init; } = [];

    /// <summary>By which column it is grouped; null for the report's own choice.</summary>
    public string? By { get; init; }

    /// <summary><c>previous</c> for the period of the same length before, or a filter with the other value, as <c>model=m-1</c>; null to compare with nothing.</summary>
    public string? Compare { get; init; }
}

/// <summary>What is chosen for a filter or a parameter?</summary>
/// <param name="Name">Of the filter or parameter.</param>
/// <param name="Value">Null, of a filter, for rows that have no value.</param>
public sealed record ReportChoice(string Name, string? Value)
{
    /// <summary>From <c>name=value</c>; an empty value is null. Hyphens in the name are read as underscores.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="option">Where, for the message: <c>--where</c>.</param>
    /// <exception cref="Records.BadInputException">There is no equals sign, or nothing before it.</exception>
    public static ReportChoice Of(string text, string option)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split > 0
            ? new ReportChoice(text[..split].Trim().Replace('-', '_'), split + 1 == text.Length ? null : text[(split + 1)..])
            : throw new Records.BadInputException($"{option} takes a name and a value.", $"Write {option} name=value, for instance {option} model=m-1.", isUsage: true);
    }
}
