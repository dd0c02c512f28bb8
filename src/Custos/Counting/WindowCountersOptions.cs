using System.Collections.Immutable;

namespace Custos.Counting;

/// <summary>Which windows are counted in, how late may an event be, and how much memory may it take?</summary>
public sealed record WindowCountersOptions
{
    /// <summary>The lengths of the windows that may be asked for, 0 or more; at least one.</summary>
    public required ImmutableArray<TimeSpan> Windows { get; init; }

    /// <summary>How far behind the newest time an event may be; an older one is refused and told of.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many different times, or distinct values, one series keeps exactly; beyond it answers have bounds.</summary>
    public int CellsPerSeries { get; init; } = 4096;

    /// <summary>What all series together may take, in bytes; keys that come when it is full are counted in a sketch, from above.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    internal static void Check(WindowCountersOptions options)
    {
        if (options.Windows.IsDefaultOrEmpty) throw new ArgumentException("There is no window.", nameof(options));
        foreach (var window in options.Windows) ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Grace, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CellsPerSeries, 16, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1 << 20, nameof(options));
    }
}
