using System.Diagnostics;
using System.Globalization;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>How does a person see how far the reading is? One line that changes on a terminal, a line every ten seconds elsewhere; always on standard error.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isTerminal">True for one line that is written over.</param>
/// <param name="totalBytes">All that there is to read, as it lies on the disk; null where that is not known.</param>
/// <param name="readBytes">How much of that has been read.</param>
/// <param name="time">The clock.</param>
internal sealed class LogProgressLine(Terminal terminal, bool isTerminal, long? totalBytes, Func<long> readBytes, TimeProvider time) : IProgress<LogProgress>
{
    private const string ToStartOfLine = "\r\u001b[K";

    private readonly TimeSpan _every = isTerminal ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(10);
    private readonly long _began = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private bool _isOpen;

    public void Report(LogProgress value)
    {
        if (time.GetElapsedTime(_shown) < _every) return;
        _shown = time.GetTimestamp();
        var line = Line(value, time.GetElapsedTime(_began));
        if (!isTerminal)
        {
            terminal.Say(line);
            return;
        }

        terminal.Error.Profile.Out.Writer.Write(ToStartOfLine + line);
        _isOpen = true;
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_isOpen) terminal.Error.Profile.Out.Writer.Write(ToStartOfLine);
    }

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
