using System.Globalization;

namespace Custos.App.Cli.Replaying;

/// <summary>How does a person see how far the replay is?</summary>
internal sealed class ReplayProgress(Terminal terminal, bool isTerminal, TimeProvider time)
{
    private readonly ProgressLine _line = new(terminal, isTerminal, time);

    /// <param name="at">When the decision was made that was replayed last.</param>
    /// <param name="decisions">How many have been.</param>
    public void Report(DateTimeOffset at, long decisions) =>
        _line.Report(taken => string.Create(CultureInfo.InvariantCulture, $"{decisions:N0} decisions, up to {at:yyyy-MM-dd HH:mm:ss}; {decisions / taken.TotalSeconds:N0}/s"));

    /// <summary>Takes the line away.</summary>
    public void End() => _line.End();
}
