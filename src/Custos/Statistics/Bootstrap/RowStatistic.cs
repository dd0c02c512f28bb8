namespace Custos.Statistics.Bootstrap;

/// <summary>What is the statistic of these rows? A row may come several times, as rows drawn with replacement do.</summary>
/// <param name="rows">Row numbers, counted from 0; at least one.</param>
/// <returns>A finite number. It is called from several threads at once and must not change what they share.</returns>
public delegate double RowStatistic(ReadOnlySpan<int> rows);
