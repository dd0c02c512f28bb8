using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What is asked of lines of JSON?</summary>
public sealed record LogQuestion
{
    /// <summary>The fields that rows are grouped by; none for one group of all.</summary>
    public IReadOnlyList<JsonPath> GroupBy { get; init; } = [];

    /// <summary>What is measured in each group, besides its rows.</summary>
    public IReadOnlyList<LogMeasure> Measures { get; init; } = [];

    /// <summary>Which rows count: those for which this holds; null for all.</summary>
    public LogCondition? Where { get; init; }
}

/// <summary>Within which bounds is it answered?</summary>
public sealed record LogOptions
{
    /// <summary>The longest line that is read; a longer one is damaged.</summary>
    public int LineLimitBytes { get; init; } = 64 << 20;

    /// <summary>The groups that are kept apart; rows of those that come later are counted together. Null for 100,000, or as many as fit into 64 MiB where the measures are large.</summary>
    public int? GroupLimit { get; init; }

    /// <summary>The damaged lines whose places are listed; all are counted.</summary>
    public int PlaceLimit { get; init; } = 10;

    /// <summary>Processor threads; they change the time, never the answer.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
