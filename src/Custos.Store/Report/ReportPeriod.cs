namespace Custos.Store.Report;

/// <summary>Over which time does a report count?</summary>
/// <param name="From">From this time on; null for the beginning.</param>
/// <param name="To">Before this time; null for no end.</param>
public sealed record ReportPeriod(DateTimeOffset? From = null, DateTimeOffset? To = null);
