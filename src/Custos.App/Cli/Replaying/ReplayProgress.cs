using System.Globalization;

namespace Custos.App.Cli.Replaying;

/// <summary>How does a person see how far the replay is? One line that changes on a terminal, a line every ten seconds elsewhere; always on standard error.</summary>
internal sealed class ReplayProgress(Terminal terminal, bool isTerminal, TimeProvider time)
{
    private const string ToStartOfLine = "\r\u001b[K";

    private readonly TimeSpan _every = isTerminal ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(10);
    private readonly long _began = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private bool _isOpen;

    /// <param name="at">When the decision was made that was replayed last.</param>
    /// <param name="decisions">How many have been.</param>
    public void Report(DateTimeOffset at, long decisions)
    {
        if (time.GetElapsedTime(_shown) < _every) return;
        _shown = time.GetTimestamp();
        var line = string.Create(CultureInfo.InvariantCulture, $"{decisions:N0} decisions, up to {at:yyyy-MM-dd HH:mm:ss}; {decisions / time.GetElapsedTime(_began).TotalSeconds:N0}/s");
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
}
