using System.Diagnostics;
using System.Globalization;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>How does a person see how far the reading is?</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isTerminal">True for one line that is written over.</param>
/// <param name="totalBytes">All that there is to read, as it lies on the disk; null where that is not known.</param>
/// <param name="readBytes">How much of that has been read.</param>
/// <param name="time">The clock.</param>
internal sealed class LogProgressLine(Terminal terminal, bool isTerminal, long? totalBytes, Func<long> readBytes, TimeProvider time) : IProgress<LogProgress>
{
    private readonly ProgressLine _line = new(terminal, isTerminal, time);

    public void Report(LogProgress value) => _line.Report(taken => Line(value, taken));

    /// <summary>Takes the line away.</summary>
    public void End() => _line.End();

    private string Line(LogProgress value, TimeSpan taken)
    {
        var seconds = Math.Max(taken.TotalSeconds, 1.0 / Stopwatch.Frequency);
        var done = string.Create(CultureInfo.InvariantCulture, $"{Size(value.Bytes)}, {value.Lines:N0} lines; {value.Lines / seconds:N0} lines/s, {Size(value.Bytes / seconds)}/s");
        if (totalBytes is not { } total || readBytes() is not (var read and > 0)) return done;
        var share = Math.Min(1, read / (double)total);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %: {done}; about {Time(TimeSpan.FromSeconds(seconds * (1 - share) / share))} to go");
    }

    private static string Size(double bytes) => bytes >= 1e9
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F2} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB");

    private static string Time(TimeSpan left) => left.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)left.TotalMinutes} min {left.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:F0} s");
}
